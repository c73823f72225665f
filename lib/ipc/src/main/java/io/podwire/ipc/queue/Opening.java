package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Path;

/** Puts the ends of a queue together; what was opened is let go when a later step fails. */
final class Opening {
  private static final long SETUP_NANOS = 5_000_000_000L;

  @FunctionalInterface
  private interface Joint<E> {
    E join(KernelQueue queue, SideLock lock, PeerSight peer);
  }

  private Opening() {}

  static void prepare(QueueAddress address) {
    address.check();
    try (SideLock _ = setup(address)) {
      address.openOrCreate().release();
    }
  }

  /** Removes under the setup lock, so that nobody opens at that moment what is being removed. */
  static void ifUnused(QueueAddress address, Sides sides, Runnable removal) {
    try (SideLock _ = setup(address)) {
      if (!sides.inUse()) {
        removal.run();
      }
    }
  }

  static Receiver receiver(QueueAddress address, ChannelOptions options) {
    Sides sides = address.sides();
    return open(
        address,
        sides.receiver(),
        sides.sender(),
        options.oneEndPerSide(),
        (queue, lock, senders) -> new QueueReceiver(address.uri(), queue, lock, senders, options));
  }

  static Sender sender(QueueAddress address, ChannelOptions options) {
    Sides sides = address.sides();
    QueueSender sender =
        open(
            address,
            sides.sender(),
            sides.receiver(),
            options.oneEndPerSide(),
            (queue, lock, receivers) ->
                new QueueSender(address.uri(), queue, lock, receivers, options));
    try {
      sender.awaitReceiver(options.timeout());
      return sender;
    } catch (RuntimeException e) {
      sender.close();
      throw e;
    }
  }

  /** Begins to watch the peer before its own lock tells the peer of this end. */
  private static <E> E open(
      QueueAddress address, Path own, Path peer, boolean alone, Joint<E> joint) {
    address.check();
    PeerSight sight = new PeerSight(peer);
    try (SideLock _ = setup(address)) {
      return hold(address, own, alone, sight, joint);
    } catch (RuntimeException e) {
      sight.release();
      throw e;
    }
  }

  private static <E> E hold(
      QueueAddress address, Path own, boolean alone, PeerSight sight, Joint<E> joint) {
    KernelQueue queue = address.openOrCreate();
    try {
      return joint.join(queue, SideLock.hold(address.uri(), own, alone), sight);
    } catch (RuntimeException e) {
      queue.release();
      throw e;
    }
  }

  /** So that two ends that start together find one queue. */
  private static SideLock setup(QueueAddress address) {
    return SideLock.holdWithin(address.uri(), address.setupLock(), SETUP_NANOS);
  }
}
