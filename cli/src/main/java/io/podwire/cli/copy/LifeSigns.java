package io.podwire.cli.copy;

import io.podwire.ipc.ChannelException;

/**
 * Says every {@value #PERIOD_MILLIS} ms that the receiver of a copy lives, while its thread is busy
 * with an output that may block: a pipe whose reader pauses, a slow disk. One thread is busy; the
 * signs are given by another.
 */
final class LifeSigns implements AutoCloseable {
  private static final long PERIOD_MILLIS = 400;

  private final Runnable sign;
  private final Thread thread;
  private volatile boolean busy;

  /** Begins; {@code sign} gives one sign without blocking, and is not called after the close. */
  LifeSigns(Runnable sign) {
    this.sign = sign;
    thread = Thread.ofPlatform().name("podwire-life-signs").daemon().start(this::run);
  }

  /** Something that may take long. */
  @FunctionalInterface
  interface Work<E extends Exception> {
    void run() throws E;
  }

  <E extends Exception> void during(Work<E> work) throws E {
    busy = true;
    try {
      work.run();
    } finally {
      busy = false;
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        if (busy) {
          give();
        }
      }
    } catch (InterruptedException closed) {
      return;
    }
  }

  private void give() {
    try {
      sign.run();
    } catch (ChannelException e) {
      return; // it may pass, a want of descriptors for instance; if not, the busy thread meets it
    }
  }

  /** Returns when the last sign was given. */
  @Override
  public void close() {
    boolean interrupted = false;
    thread.interrupt();
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
