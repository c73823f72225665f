package io.podwire.sidecar.relay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that grow from a tenth of a second to two, until reset; for one thread. */
final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 2000;

  private final CountDownLatch stop;
  private long nextMillis = FIRST_MILLIS;

  /** Pauses end early once {@code stop} has reached zero. */
  Backoff(CountDownLatch stop) {
    this.stop = stop;
  }

  /** Pauses; returns whether to go on, false once stopped or interrupted. */
  boolean pause() {
    try {
      boolean stopped = stop.await(nextMillis, TimeUnit.MILLISECONDS);
      nextMillis = Math.min(LONGEST_MILLIS, nextMillis * 2);
      return !stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void reset() {
    nextMillis = FIRST_MILLIS;
  }
}
