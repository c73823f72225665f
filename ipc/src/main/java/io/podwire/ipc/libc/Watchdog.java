package io.podwire.ipc.libc;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a process that ends overdue {@link BlockedCall}s. Starts with the first, and is
 * a daemon. It does not keep them: who is inside a call holds it, and the others may go unclosed.
 */
final class Watchdog implements Runnable {
  private static final long PERIOD_NANOS = 50_000_000;
  private static final List<WeakReference<BlockedCall>> WATCHED = new CopyOnWriteArrayList<>();
  private static final Thread THREAD = start();

  private Watchdog() {}

  private static Thread start() {
    return Thread.ofPlatform().name("podwire-watchdog").daemon().start(new Watchdog());
  }

  static void watch(BlockedCall call) {
    WATCHED.add(new WeakReference<>(call));
    LockSupport.unpark(THREAD);
  }

  @Override
  public void run() {
    while (true) {
      if (WATCHED.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, PERIOD_NANOS);
      }
      long now = System.nanoTime();
      WATCHED.removeIf(watched -> isOver(watched.get(), now));
    }
  }

  private static boolean isOver(@Nullable BlockedCall call, long nowNanos) {
    return call == null || !call.check(nowNanos);
  }
}
