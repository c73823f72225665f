package io.podwire.lab.environment;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.Affinity;

/** Threads of their own on a core, so that the caller's affinity stays. Stateless. */
final class PinnedThread {
  private PinnedThread() {}

  /** Starts a task there; where there is no such core, or it is not ours, it is not run. */
  static Thread start(int core, Runnable task) {
    return Thread.ofPlatform()
        .name("core-" + core)
        .daemon()
        .start(
            () -> {
              try {
                Affinity.pin(core);
              } catch (ChannelException | IllegalArgumentException refused) {
                return; // nothing is measured, as promised
              }
              task.run();
            });
  }

  /** Waits for a thread that ends by itself; an interrupt is kept for the caller. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
