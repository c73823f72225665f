package io.podwire.ipc.stream;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code close()} from freeing descriptors and memory that another thread uses: whoever is
 * last, the user or the closer, frees, once. One user at a time; any thread closes.
 */
public final class UseGuard {
  private static final int FREE = 0;
  private static final int USED = 1;
  private static final int USED_AND_CLOSED = 2;
  private static final int CLOSED = 3;
  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicInteger use = new AtomicInteger(FREE);
  private final KernelWait waits;
  private final Runnable free;
  private @Nullable Thread user;

  /** Guards what {@code free} frees, which {@code waits} may be waiting on. */
  public UseGuard(KernelWait waits, Runnable free) {
    this.waits = waits;
    this.free = free;
  }

  /** Begins to use; {@link #exit} must follow. */
  public void enter() {
    if (!use.compareAndSet(FREE, USED)) {
      if (isClosed()) {
        throw waits.closed();
      }
      throw new IllegalStateException(waits.uri() + ": this end is for one thread at a time");
    }
    user = Thread.currentThread();
  }

  /** Ends using, and frees if it was closed meanwhile. */
  public void exit() {
    if (!use.compareAndSet(USED, FREE)) {
      free.run();
      use.set(CLOSED);
    }
  }

  boolean isClosed() {
    return use.get() >= USED_AND_CLOSED;
  }

  void throwIfClosed() {
    if (isClosed()) {
      throw waits.closed();
    }
  }

  /**
   * Closes: frees now, or lets the user free, for which it waits a second at most (a handler may
   * take long), and not at all when the user's own handler closes.
   */
  public void close() {
    while (!isClosed()) { // the user may come and go between the two tries
      if (use.compareAndSet(FREE, CLOSED)) {
        waits.close();
        free.run();
      } else if (use.compareAndSet(USED, USED_AND_CLOSED)) {
        awaitUser();
      }
    }
  }

  private void awaitUser() {
    long deadlineNanos = System.nanoTime() + MAX_WAIT_NANOS;
    waits.close();
    while (user != Thread.currentThread()
        && use.get() != CLOSED
        && deadlineNanos - System.nanoTime() > 0) {
      LockSupport.parkNanos(50_000);
    }
  }
}
