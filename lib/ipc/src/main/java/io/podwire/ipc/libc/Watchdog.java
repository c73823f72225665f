package io.podwire.ipc.libc;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of a process that ends overdue {@link BlockedCall}s. Starts with the first, and is
 * a daemon. It does not keep them: who is inside a call holds it, and the others may go unclosed.
 *
 * <p>It sleeps until the next deadline, since each waking costs an idle process some 70 us of CPU,
 * but for {@value #LONGEST_NANOS} ns at most, since nobody tells it of an interrupt, and for
 * {@value #SHORTEST_NANOS} ns at least, so that it looks no more often however short the deadlines.
 */
final class Watchdog implements Runnable {
  static final long SHORTEST_NANOS = 50_000_000;
  static final long LONGEST_NANOS = 250_000_000;
  private static final List<WeakReference<BlockedCall>> WATCHED = new CopyOnWriteArrayList<>();

  /** When it looks next at the latest, a {@link System#nanoTime()}. */
  private static volatile long nextNanos = System.nanoTime();

  private static final Thread THREAD = start();

  private Watchdog() {}

  private static Thread start() {
    return Thread.ofPlatform().name("podwire-watchdog").daemon().start(new Watchdog());
  }

  static void watch(BlockedCall call) {
    WATCHED.add(new WeakReference<>(call));
    lookNow();
  }

  /**
   * Keeps a deadline of a call that can already be seen blocked: either the look that plans the
   * next sees it, or the plan is seen here and is given up if it is too late for this deadline.
   */
  static void keep(long deadlineNanos) {
    if (nextNanos - deadlineNanos > SHORTEST_NANOS) {
      lookNow();
    }
  }

  static void lookNow() {
    LockSupport.unpark(THREAD);
  }

  @Override
  public void run() {
    while (true) {
      long now = System.nanoTime();
      nextNanos = now + LONGEST_NANOS; // before the look: a call that it misses compares with this
      long left = Math.max(look(now), SHORTEST_NANOS);
      nextNanos = now + left;
      if (WATCHED.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  /** Ends what is due; returns how long the rest has time, in nanoseconds. */
  private static long look(long nowNanos) {
    long least = LONGEST_NANOS;
    for (WeakReference<BlockedCall> watched : WATCHED) {
      BlockedCall call = watched.get();
      if (call == null || call.isOver()) {
        WATCHED.remove(watched);
      } else {
        least = Math.min(least, call.check(nowNanos));
      }
    }
    return least;
  }
}
