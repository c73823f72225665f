package io.podwire.ipc.libc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a call that blocks in the kernel end at a deadline, at an interrupt and at {@code close()}.
 * The thread calls {@link #enter}, makes its system call, calls {@link #exit}; a watchdog sends it
 * a signal with an empty handler, again and again until it has left, and the call returns EINTR; an
 * interrupt it finds within {@value Watchdog#LONGEST_NANOS} ns. One thread at a time enters; any
 * thread may {@link #close}.
 */
public final class BlockedCall {
  private static final int FREE = 0;
  private static final int BLOCKED = 1;
  private static final int SIGNALLING = 2;

  private final AtomicInteger state = new AtomicInteger(FREE);
  private volatile boolean closed;
  private boolean watched;
  private volatile long deadlineNanos;
  private volatile @org.jspecify.annotations.Nullable Thread thread;
  private volatile long posixThread;

  /**
   * Announces a blocking call; returns false, and the call must not be made, when the end is
   * closed, the thread interrupted or the deadline past. When it returns true, {@link #exit} must
   * follow.
   *
   * @param newDeadlineNanos absolute {@link System#nanoTime()}; kept to within {@value
   *     Watchdog#SHORTEST_NANOS} ns
   */
  public boolean enter(long newDeadlineNanos) {
    Thread current = Thread.currentThread();
    if (closed || current.isInterrupted() || newDeadlineNanos - System.nanoTime() <= 0) {
      return false;
    }
    if (thread != current || current.isVirtual()) {
      thread = current;
      posixThread = Signals.currentThread();
    }
    deadlineNanos = newDeadlineNanos;
    if (!watched) {
      watched = true;
      Watchdog.watch(this);
    }
    state.set(BLOCKED);
    if (closed) { // closed in between: the closer may have seen FREE
      exit();
      return false;
    }
    Watchdog.keep(newDeadlineNanos);
    return true;
  }

  /** Says that the call has returned. No signal is sent after this. */
  public void exit() {
    while (!state.compareAndSet(BLOCKED, FREE)) {
      Thread.onSpinWait(); // the watchdog is inside pthread_kill
    }
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends a call that blocks now and forbids later ones. */
  public void close() {
    closed = true;
    if (signal()) {
      Watchdog.lookNow(); // the signal may have come just before the system call
    }
  }

  /** Waits until no thread is inside a call, so that what it uses may be freed. */
  public void awaitExit() {
    while (state.get() != FREE) {
      boolean ignored = signal();
      Thread.yield();
    }
  }

  /** Whether there will be no call to watch any more. */
  boolean isOver() {
    return closed && state.get() == FREE;
  }

  /**
   * Called by the watchdog: signals the thread if its call is due; returns how many nanoseconds the
   * call has left.
   */
  long check(long nowNanos) {
    if (state.get() != BLOCKED) {
      return Long.MAX_VALUE;
    }
    Thread blocked = thread;
    boolean ends = closed || (blocked != null && blocked.isInterrupted());
    long left = ends ? 0 : deadlineNanos - nowNanos;
    if (left <= 0) {
      boolean ignored = signal();
    }
    return left;
  }

  /** Whether there was a call to end. */
  private boolean signal() {
    if (!state.compareAndSet(BLOCKED, SIGNALLING)) {
      return false;
    }
    Signals.send(posixThread);
    state.set(BLOCKED);
    return true;
  }
}
