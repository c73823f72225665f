package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/** Waits for a moment as a wait strategy would. For one thread. */
final class Pacer {
  private static final long PARK_NANOS = 50_000;

  private final ChannelUri uri;
  private final WaitStrategy strategy;

  Pacer(ChannelUri uri, WaitStrategy strategy) {
    this.uri = uri;
    this.strategy = strategy;
  }

  /**
   * Returns once {@link System#nanoTime()} has reached {@code dueNanos}.
   *
   * @throws ChannelException of kind INTERRUPTED if the thread is interrupted; the flag stays set
   */
  void await(long dueNanos) {
    long left = dueNanos - System.nanoTime();
    while (left > 0) {
      pause(left);
      left = dueNanos - System.nanoTime();
      if (Thread.currentThread().isInterrupted()) {
        throw new ChannelException(
            ChannelException.Kind.INTERRUPTED,
            uri + ": the wait for the next message was interrupted");
      }
    }
  }

  private void pause(long leftNanos) {
    switch (strategy) {
      case SPIN -> Thread.onSpinWait();
      case YIELD -> Thread.yield();
      case PARK -> LockSupport.parkNanos(Math.min(leftNanos, PARK_NANOS));
      case BLOCK -> LockSupport.parkNanos(leftNanos);
    }
  }
}
