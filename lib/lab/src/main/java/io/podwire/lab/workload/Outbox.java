package io.podwire.lab.workload;

import io.podwire.ipc.Idle;
import io.podwire.ipc.Sender;
import io.podwire.lab.integrity.Content;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into a channel: data written in place where the channel allows, control messages,
 * echoes. Waits out back-pressure with the channel's strategy. For one thread; no allocation per
 * message.
 */
final class Outbox {
  private static final int MAX_OFFERED_BYTES = 64 * 1024;

  private final Sender sender;
  private final long claimsUpToBytes;
  private final int sizeBytes;
  private final MemorySegment control = Arena.ofAuto().allocate(ControlMessage.BYTES, 8);
  private final Patience patience;
  private final Idle idle;
  private @Nullable MemorySegment prepared; // made only if a message is not written in place
  private Content content;

  Outbox(Sender sender, EndSpec spec) {
    this.sender = sender;
    this.claimsUpToBytes = sender.claimPaysUpToBytes();
    this.sizeBytes = spec.run().sizeBytes();
    this.patience = new Patience(sender.uri(), spec.timeout());
    this.idle = new Idle(spec.run().waitStrategy());
    this.content = new Content(spec.sourceId());
  }

  Sender sender() {
    return sender;
  }

  /** Sends the content of another source from now on. */
  void of(long sourceId) {
    content = new Content(sourceId);
  }

  /** Sends data message {@code n}; it may stay unseen until {@link #flush}. */
  void data(long n) {
    if (sizeBytes <= claimsUpToBytes) {
      long offset = sender.claim(sizeBytes);
      if (offset >= 0) {
        content.write(sender.claimBuffer(), offset, n, sizeBytes);
        sender.commit();
        patience.progressed();
        return;
      }
    }
    MemorySegment message = prepared();
    content.write(message, 0, n, sizeBytes);
    send(message, 0, sizeBytes);
  }

  private MemorySegment prepared() {
    MemorySegment known = prepared;
    if (known == null) {
      known = Arena.ofAuto().allocate(sizeBytes, 8);
      prepared = known;
    }
    return known;
  }

  /** Sends a control message and makes all visible. */
  void control(ControlMessage message) {
    message.write(control);
    patience.renew();
    send(control, 0, ControlMessage.BYTES);
    flush();
  }

  /** Sends a copy of a received message. */
  void echo(MemorySegment buffer, long offset, long length) {
    send(buffer, offset, length);
  }

  /** An offered long message might be kept whole, which waiting for room spares. */
  private void send(MemorySegment buffer, long offset, long length) {
    boolean isLong = length > MAX_OFFERED_BYTES;
    if (isLong || !sender.offer(buffer, offset, length)) {
      while (!sender.send(buffer, offset, length, patience.deadlineNanos())) {
        patience.expired("room in the channel");
      }
    }
    patience.progressed();
  }

  /** Makes what was sent visible. */
  void flush() {
    if (!sender.flush()) {
      while (!sender.flush(patience.deadlineNanos())) {
        patience.expired("room in the channel");
      }
    }
    patience.progressed();
  }

  /** Waits until the receiver has taken everything. */
  void drain() {
    patience.renew();
    while (!sender.isDrained()) {
      if (!idle.pause(sender.uri(), patience.deadlineNanos())) {
        patience.expired("the receiver to take what was sent");
      }
    }
  }
}
