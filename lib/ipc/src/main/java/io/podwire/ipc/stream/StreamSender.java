package io.podwire.ipc.stream;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Idle;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/**
 * Gathers messages in a buffer and writes them at once: one system call per flush. A message longer
 * than the buffer is written from where it lies; of it, what the kernel does not take in time is
 * kept, and an interrupt or a deadline inside it leaves it accepted. Threads as {@link Sender}
 * says.
 */
public final class StreamSender implements Sender {
  private static final long NO_CLAIM = -1;

  private final ChannelUri uri;
  private final Outlet outlet;
  private final boolean blocks;
  private final Idle idle;
  private final FrameBuffer buffer = new FrameBuffer();
  private final UseGuard guard;
  private boolean split; // the kernel has a part of what is held
  private long claimed = NO_CLAIM;

  /** Sends to {@code outlet}, which it owns. */
  public StreamSender(ChannelUri uri, Outlet outlet, ChannelOptions options) {
    this.uri = uri;
    this.outlet = outlet;
    blocks = options.waitStrategy() == WaitStrategy.BLOCK;
    idle = new Idle(options.waitStrategy());
    guard = new UseGuard(outlet.waits(), this::free);
  }

  @Override
  public ChannelUri uri() {
    return uri;
  }

  @Override
  public long maxMessageBytes() {
    return Frames.MAX_MESSAGE_BYTES;
  }

  @Override
  public boolean offer(MemorySegment message, long offset, long length) {
    if (!fits(length)) {
      return putSlowly(message, offset, length, false, 0);
    }
    put(message, offset, length);
    return true;
  }

  @Override
  public boolean send(MemorySegment message, long offset, long length, long deadlineNanos) {
    if (!fits(length)) {
      return putSlowly(message, offset, length, true, deadlineNanos);
    }
    put(message, offset, length);
    return true;
  }

  /** Whether the quick way is open, which touches no memory that closing frees. */
  private boolean fits(long length) {
    return length >= 0
        && length <= buffer.room() - Frames.HEADER_BYTES
        && !buffer.isGrown()
        && !guard.isClosed();
  }

  private void put(MemorySegment message, long offset, long length) {
    MemorySegment.copy(
        message, offset, buffer.segment(), buffer.tail + Frames.HEADER_BYTES, length);
    putHeader(length);
    buffer.tail += Frames.HEADER_BYTES + length;
  }

  private void putHeader(long length) {
    buffer.segment().set(Frames.LENGTH, buffer.tail, (int) length);
  }

  private boolean putSlowly(
      MemorySegment message, long offset, long length, boolean waits, long deadlineNanos) {
    Frames.requireLength(uri, length);
    guard.enter();
    try {
      if (!makeRoom(Frames.HEADER_BYTES + length, waits, deadlineNanos)) {
        return false;
      }
      if (Frames.HEADER_BYTES + length > FrameBuffer.BASE_BYTES) {
        return putLong(message, offset, length, waits, deadlineNanos);
      }
      put(message, offset, length);
      return true;
    } finally {
      guard.exit();
    }
  }

  /** Writes until {@code bytes} have room; those of a long message only when nothing is held. */
  private boolean makeRoom(long bytes, boolean waits, long deadlineNanos) {
    do {
      write();
      if (buffer.held() == 0 || buffer.held() + bytes <= buffer.capacity()) {
        buffer.fit(FrameBuffer.BASE_BYTES);
        return true;
      }
    } while (waits && awaitRoom(deadlineNanos));
    return false;
  }

  private boolean awaitRoom(long deadlineNanos) {
    if (blocks) {
      return outlet.awaitRoom(deadlineNanos);
    }
    guard.throwIfClosed();
    return idle.pause(uri, deadlineNanos);
  }

  private long write() {
    if (buffer.held() == 0) {
      return 0;
    }
    long taken = outlet.writeNow(buffer.headAddress(), buffer.held());
    buffer.head += taken;
    if (buffer.held() == 0) {
      buffer.clearOrShrink();
      split = false;
    } else {
      split |= taken > 0;
    }
    return taken;
  }

  private boolean putLong(
      MemorySegment message, long offset, long length, boolean waits, long deadlineNanos) {
    if (buffer.held() > 0) { // room in a grown buffer
      put(message, offset, length);
      return true;
    }
    long first = FrameBuffer.BASE_BYTES - Frames.HEADER_BYTES;
    putHeader(length);
    MemorySegment.copy(message, offset, buffer.segment(), Frames.HEADER_BYTES, first);
    buffer.tail = FrameBuffer.BASE_BYTES;
    if (!begin(waits, deadlineNanos)) {
      return false;
    }
    writeRest(message, offset + first, length - first, waits, deadlineNanos);
    return true;
  }

  /** Writes the first bytes of a long message; false, and nothing is sent, if none was taken. */
  private boolean begin(boolean waits, long deadlineNanos) {
    boolean begun = false;
    try {
      do {
        begun = write() > 0;
      } while (!begun && waits && awaitRoom(deadlineNanos));
      return begun;
    } finally {
      if (!begun) {
        buffer.clear();
      }
    }
  }

  private void writeRest(
      MemorySegment message, long offset, long length, boolean waits, long deadlineNanos) {
    long done = 0;
    try {
      boolean goesOn = true;
      while (goesOn && done < length) {
        long taken;
        if (buffer.held() > 0) {
          taken = write();
        } else if (message.isNative()) {
          taken = outlet.writeNow(message.address() + offset + done, length - done);
          done += taken;
        } else {
          taken = refill(message, offset + done, length - done);
          done += taken;
        }
        goesOn = taken > 0 || (waits && awaitRoom(deadlineNanos));
      }
    } finally {
      Reference.reachabilityFence(message);
      keep(message, offset + done, length - done);
    }
  }

  private long refill(MemorySegment message, long offset, long length) {
    long bytes = Math.min(length, buffer.capacity());
    MemorySegment.copy(message, offset, buffer.segment(), 0, bytes);
    buffer.tail = bytes;
    return bytes;
  }

  private void keep(MemorySegment message, long offset, long length) {
    if (length > 0) {
      buffer.fit(buffer.held() + length);
      MemorySegment.copy(message, offset, buffer.segment(), buffer.tail, length);
      buffer.tail += length;
    }
    split = buffer.held() > 0;
  }

  @Override
  public boolean flush() {
    return flush(false, 0);
  }

  @Override
  public boolean flush(long deadlineNanos) {
    return flush(true, deadlineNanos);
  }

  private boolean flush(boolean waits, long deadlineNanos) {
    guard.enter();
    try {
      do {
        write();
      } while (buffer.held() > 0 && waits && awaitRoom(deadlineNanos));
      return buffer.held() == 0;
    } finally {
      guard.exit();
    }
  }

  @Override
  public boolean canClaim() {
    return true;
  }

  @Override
  public long claimPaysUpToBytes() {
    return FrameBuffer.BASE_BYTES - Frames.HEADER_BYTES;
  }

  @Override
  public long claim(long length) {
    if (!fits(length) && !makeRoomToClaim(length)) {
      return -1;
    }
    claimed = length;
    return buffer.tail + Frames.HEADER_BYTES;
  }

  private boolean makeRoomToClaim(long length) {
    Frames.requireLength(uri, length);
    guard.enter();
    try {
      boolean room = makeRoom(Frames.HEADER_BYTES + length, false, 0);
      if (room) {
        buffer.fit(buffer.held() + Frames.HEADER_BYTES + length);
      }
      return room;
    } finally {
      guard.exit();
    }
  }

  @Override
  public MemorySegment claimBuffer() {
    return buffer.segment();
  }

  @Override
  public void commit() {
    if (claimed == NO_CLAIM) {
      throw new IllegalStateException(uri + ": commit without claim");
    }
    putHeader(claimed);
    buffer.tail += Frames.HEADER_BYTES + claimed;
    claimed = NO_CLAIM;
  }

  @Override
  public void abort() {
    claimed = NO_CLAIM;
  }

  @Override
  public boolean isDrained() {
    guard.enter();
    try {
      return buffer.held() == 0 && outlet.isDrained();
    } finally {
      guard.exit();
    }
  }

  @Override
  public long systemCalls() {
    return outlet.waits().state().systemCalls() + idle.systemCalls();
  }

  @Override
  public void close() {
    guard.close();
  }

  private void free() {
    boolean atRest = !split;
    buffer.shrink();
    outlet.free(atRest);
  }
}
