package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.lab.measure.ThreadUsage;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the moment at which a message is due. Not with the run's wait strategy: what offers a
 * load has to be on time, or it measures its own timer. It sleeps while there is time, then looks
 * again and again and gives its core away between the looks, to the receiver where both share one.
 * For one thread.
 */
final class Pacer {
  /** A sleeper comes late by the timer's slack and by what a halted core takes to wake. */
  private static final long AWAKE_NANOS = 200_000;

  private static final long SHORTEST_SLEEP_NANOS = 50_000;

  /** What a look takes at most, unless another thread had the core meanwhile. */
  private static final long LONGEST_LOOK_NANOS = 2_000;

  private final ChannelUri uri;
  private long cpuNanos;
  private long lookNanos;

  Pacer(ChannelUri uri) {
    this.uri = uri;
  }

  /**
   * Returns once {@link System#nanoTime()} has reached {@code dueNanos}.
   *
   * @throws ChannelException of kind INTERRUPTED if the thread is interrupted; the flag stays set
   */
  void await(long dueNanos) {
    long now = System.nanoTime();
    if (dueNanos - now > AWAKE_NANOS + SHORTEST_SLEEP_NANOS) {
      now = sleep(dueNanos - AWAKE_NANOS);
    }
    while (dueNanos - now > 0) {
      Thread.yield();
      long next = System.nanoTime();
      if (next - now < LONGEST_LOOK_NANOS) {
        lookNanos = next - now;
      }
      cpuNanos += lookNanos; // of a look that lost the core: as much as the one before
      now = next;
      requireNotInterrupted();
    }
  }

  private long sleep(long untilNanos) {
    long cpuBefore = ThreadUsage.cpuTimeNanos();
    long now = System.nanoTime();
    while (untilNanos - now > 0) {
      LockSupport.parkNanos(untilNanos - now);
      requireNotInterrupted();
      now = System.nanoTime();
    }
    cpuNanos += ThreadUsage.cpuTimeNanos() - cpuBefore;
    return now;
  }

  private void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED,
          uri + ": the wait for the next message was interrupted");
    }
  }

  /** The CPU time that the waits have taken so far: the load generator's, not the channel's. */
  long cpuNanos() {
    return cpuNanos;
  }
}
