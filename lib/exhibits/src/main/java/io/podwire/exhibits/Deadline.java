package io.podwire.exhibits;

import java.time.Duration;

/** Absolute values of {@link System#nanoTime()}. Stateless. */
public final class Deadline {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Deadline() {}

  /** So far in the future that only what is broken misses it, even on a busy machine. */
  public static long patient() {
    return in(PATIENCE);
  }

  /** From now. */
  public static long in(Duration duration) {
    return System.nanoTime() + duration.toNanos();
  }
}
