package io.podwire.ipc;

import java.util.concurrent.locks.LockSupport;

/**
 * The waiting of {@code spin}, {@code yield} and {@code park}: one {@link #pause} between two
 * looks. For one thread. {@code block} waits in the mechanism; here it parks, for the few waits
 * that no kernel call serves.
 */
public final class Idle {
  private static final int LOOKS_PER_CHECK = 1024;
  private static final long PARK_NANOS = 20_000;

  /** The JVM's park waits on one futex and, its time over, wakes another. */
  private static final int CALLS_PER_PARK = 2;

  private final WaitStrategy strategy;
  private int looks;
  private long systemCalls;

  /** Creates the waiting of one end. */
  public Idle(WaitStrategy strategy) {
    this.strategy = strategy;
  }

  /**
   * Pauses once; returns false when the deadline has passed, which spinners notice every {@value
   * #LOOKS_PER_CHECK} looks.
   *
   * @param deadlineNanos absolute {@link System#nanoTime()}
   * @throws ChannelException of kind INTERRUPTED if the thread is interrupted; the flag stays set
   */
  public boolean pause(ChannelUri uri, long deadlineNanos) {
    switch (strategy) {
      case SPIN -> Thread.onSpinWait();
      case YIELD -> {
        systemCalls++;
        Thread.yield();
      }
      case PARK, BLOCK -> {
        systemCalls += CALLS_PER_PARK;
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
    boolean sleeps = strategy == WaitStrategy.PARK || strategy == WaitStrategy.BLOCK;
    if (!sleeps && ++looks % LOOKS_PER_CHECK != 0) {
      return true;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, uri + ": the wait was interrupted");
    }
    return deadlineNanos - System.nanoTime() > 0;
  }

  /** How many system calls the pauses took. */
  public long systemCalls() {
    return systemCalls;
  }

  /**
   * Whether {@link #pause} has just checked its deadline, so that slower checks (is the peer
   * alive?) may join.
   */
  public boolean checked() {
    return strategy == WaitStrategy.PARK
        || strategy == WaitStrategy.BLOCK
        || looks % LOOKS_PER_CHECK == 0;
  }
}
