package io.podwire.quarkus.live;

import java.time.Duration;

/** When to try again: at once longer and longer, from 100 ms to 2 s. For one thread. */
public final class Backoff {
  private static final long FIRST_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

  private long pauseNanos = FIRST_NANOS;

  /** How long to wait before the next try, in ns; each call lengthens the next. */
  public long nextNanos() {
    long pause = pauseNanos;
    pauseNanos = Math.min(2 * pause, LONGEST_NANOS);
    return pause;
  }

  /** It worked: the next wait is short again. */
  public void reset() {
    pauseNanos = FIRST_NANOS;
  }
}
