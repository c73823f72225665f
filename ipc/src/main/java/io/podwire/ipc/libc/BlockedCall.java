package io.podwire.ipc.libc;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a call that blocks in the kernel end at a deadline, at an interrupt and at {@code close()}.
 * The thread calls {@link #enter}, makes its system call, calls {@link #exit}; a watchdog sends it
 * a signal with an empty handler, again and again until it has left, and the call returns EINTR.
 * One thread at a time enters; any thread may {@link #close}.
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
   * @param newDeadlineNanos absolute {@link System#nanoTime()}; kept to within the watchdog's
   *     period
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

  /**
   * Ends a call that blocks now, within the watchdog's period at the latest, and forbids later
   * ones.
   */
  public void close() {
    closed = true;
    signal();
  }

  /** Waits until no thread is inside a call, so that what it uses may be freed. */
  public void awaitExit() {
    while (state.get() != FREE) {
      signal();
      Thread.yield();
    }
  }

  /**
   * Called by the watchdog: signals the thread if its call is due; returns false when it need not
   * be watched again.
   */
  boolean check(long nowNanos) {
    Thread blocked = thread;
    if (state.get() == BLOCKED
        && (closed
            || deadlineNanos - nowNanos <= 0
            || (blocked != null && blocked.isInterrupted()))) {
      signal();
    }
    return !closed || state.get() != FREE;
  }

  private void signal() {
    if (state.compareAndSet(BLOCKED, SIGNALLING)) {
      Signals.send(posixThread);
      state.set(BLOCKED);
    }
  }
}
