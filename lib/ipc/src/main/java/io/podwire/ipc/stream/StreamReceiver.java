package io.podwire.ipc.stream;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Idle;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.WaitStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Reads much at once and delivers whole messages, whatever the fragmentation. After {@link #END} or
 * PEER_GONE it goes on with the next writer, where the mechanism allows one. Threads as {@link
 * Receiver} says.
 */
public final class StreamReceiver implements Receiver {
  private final ChannelUri uri;
  private final Inlet inlet;
  private final boolean blocks;
  private final int maxBytes;
  private final Idle idle;
  private final FrameBuffer buffer = new FrameBuffer();
  private final UseGuard guard;
  private @Nullable ChannelException broken;

  /** Receives from {@code inlet}, which it owns. */
  public StreamReceiver(ChannelUri uri, Inlet inlet, ChannelOptions options) {
    this.uri = uri;
    this.inlet = inlet;
    blocks = options.waitStrategy() == WaitStrategy.BLOCK;
    maxBytes = Math.min(options.maxReceivedBytes(), Frames.MAX_MESSAGE_BYTES);
    idle = new Idle(options.waitStrategy());
    guard = new UseGuard(inlet.waits(), this::free);
  }

  @Override
  public ChannelUri uri() {
    return uri;
  }

  @Override
  public int poll(MessageHandler handler, int limit) {
    guard.enter();
    try {
      int delivered = deliver(handler, limit);
      if (delivered > 0) {
        return delivered;
      }
      makeRoom();
      return take(inlet.readNow(buffer.tailAddress(), buffer.room()), handler, limit);
    } finally {
      guard.exit();
    }
  }

  @Override
  public int receive(MessageHandler handler, int limit, long deadlineNanos) {
    guard.enter();
    try {
      int delivered = deliver(handler, limit);
      while (delivered == 0) {
        makeRoom();
        long read = read(deadlineNanos);
        if (read == Inlet.NOTHING) {
          rest();
          return 0;
        }
        delivered = take(read, handler, limit);
      }
      return delivered;
    } finally {
      guard.exit();
    }
  }

  private long read(long deadlineNanos) {
    if (blocks) {
      return inlet.readBlocking(buffer.tailAddress(), buffer.room(), deadlineNanos);
    }
    while (true) {
      long read = inlet.readNow(buffer.tailAddress(), buffer.room());
      if (read != Inlet.NOTHING || !idle.pause(uri, deadlineNanos)) {
        return read;
      }
      guard.throwIfClosed();
    }
  }

  private int take(long read, MessageHandler handler, int limit) {
    if (read > 0) {
      buffer.tail += read;
      return deliver(handler, limit);
    }
    return read == Inlet.NOTHING ? 0 : end(read == Inlet.RESET);
  }

  private int end(boolean reset) {
    long rest = buffer.held();
    buffer.shrink();
    inlet.next(rest == 0);
    if (rest > 0) {
      throw inlet.waits().peerGone("the stream ended inside a message");
    }
    if (reset) {
      throw inlet.waits().peerGone("connection reset");
    }
    return END;
  }

  private int deliver(MessageHandler handler, int limit) {
    if (broken != null) {
      throw broken;
    }
    int delivered = 0;
    while (delivered < limit && buffer.held() >= Frames.HEADER_BYTES) {
      int length = nextLength();
      long payload = buffer.head + Frames.HEADER_BYTES;
      if (payload + length > buffer.tail) {
        break;
      }
      buffer.head = payload + length; // before the handler: what it throws must not deliver twice
      if (delivered++ == 0) {
        inlet.delivering();
      }
      handler.onMessage(buffer.segment(), payload, length);
      if (guard.isClosed()) {
        break;
      }
    }
    return delivered;
  }

  private int nextLength() {
    int length = buffer.segment().get(Frames.LENGTH, buffer.head);
    if (length < 0 || length > maxBytes) {
      ChannelException corrupt = Frames.corrupt(uri, length, maxBytes);
      buffer.shrink();
      broken = inlet.reject() ? null : corrupt;
      throw corrupt;
    }
    return length;
  }

  private void makeRoom() {
    if (buffer.held() == 0) {
      buffer.clear();
    } else if (buffer.held() < Frames.HEADER_BYTES) {
      buffer.fit(Frames.HEADER_BYTES);
    } else {
      buffer.fitArriving(Frames.HEADER_BYTES + nextLength());
    }
  }

  /** Nothing came for as long as the caller would wait: long messages may not come again. */
  private void rest() {
    if (buffer.held() == 0) {
      buffer.shrink();
    }
  }

  @Override
  public long systemCalls() {
    return inlet.waits().state().systemCalls() + idle.systemCalls();
  }

  @Override
  public void close() {
    guard.close();
  }

  private void free() {
    boolean atRest = buffer.held() == 0;
    buffer.shrink();
    inlet.free(atRest);
  }
}
