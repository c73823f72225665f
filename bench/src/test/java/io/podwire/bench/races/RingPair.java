package io.podwire.bench.races;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Both ends of one small ring, each for one actor at a time, with messages that are numbered across
 * the laps of the ring.
 */
final class RingPair {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LONGEST_BYTES = 2040;

  private final ChannelUri uri;
  private final ChannelOptions options;
  private final MemorySegment message = Arena.global().allocate(LONGEST_BYTES, Long.BYTES);
  private final Receiver receiver;
  private final Numbered taken = new Numbered();
  private Sender sender;
  private long sent;

  private RingPair(WaitStrategy wait) {
    uri = ChannelUri.parse("shm:" + Folder.newPath() + "?capacity=4KiB");
    options = new ChannelOptions(wait, PATIENCE);
    Transport transport = Transports.of(uri);
    receiver = transport.openReceiver(uri, options);
    sender = transport.openSender(uri, options);
  }

  static RingPair spinning() {
    return new RingPair(WaitStrategy.SPIN);
  }

  static RingPair blocking() {
    return new RingPair(WaitStrategy.BLOCK);
  }

  Sender sender() {
    return sender;
  }

  Receiver receiver() {
    return receiver;
  }

  /** What the receiver has taken. */
  Numbered taken() {
    return taken;
  }

  long sent() {
    return sent;
  }

  /** Another sender in place of the one that was closed. */
  void reopenSender() {
    sender = Transports.of(uri).openSender(uri, options);
  }

  /** A length that differs from one message to the next and from lap to lap. */
  long nextBytes() {
    return Long.BYTES * (1 + sent % 7);
  }

  boolean offer(long bytes) {
    Numbered.write(message, 0, bytes, sent);
    return accepted(sender.offer(message, 0, bytes));
  }

  boolean send(long bytes, long deadlineNanos) {
    Numbered.write(message, 0, bytes, sent);
    return accepted(sender.send(message, 0, bytes, deadlineNanos));
  }

  private boolean accepted(boolean accepted) {
    if (accepted) {
      sent++;
    }
    return accepted;
  }

  /** Writes the next message in place. */
  void claim(long bytes) {
    long offset = sender.claim(bytes);
    if (offset < 0) {
      throw new IllegalStateException("an empty ring has no room");
    }
    Numbered.write(sender.claimBuffer(), offset, bytes, sent++);
    sender.commit();
  }

  /** Accepts a message where the ring has room for certain. */
  void accept(long bytes) {
    if (!offer(bytes)) {
      throw new IllegalStateException("an empty ring has no room");
    }
  }

  /** Offers messages of this length until one is refused. */
  void fill(long bytes) {
    boolean accepted = true;
    while (accepted) {
      accepted = offer(bytes);
    }
  }

  /** Polls once; says what came: a number of messages, "end", or what is wrong with them. */
  String poll(int limit) {
    try {
      int delivered = receiver.poll(taken, limit);
      if (taken.differs()) {
        return "torn";
      }
      return delivered == Receiver.END ? "end" : Integer.toString(delivered);
    } catch (ChannelException e) {
      return switch (e.kind()) {
        case CORRUPT -> "stale";
        case PEER_GONE -> "death";
        default -> throw e;
      };
    }
  }

  /** Takes what is left; says whether every message has come, unchanged and in order. */
  boolean drain() {
    sender.flush();
    String polled = poll(Integer.MAX_VALUE);
    return !polled.equals("stale") && !taken.differs() && taken.count() == sent;
  }
}
