package io.podwire.ipc;

import java.time.Duration;

/** Durations in messages: {@code 30 s}, {@code 500 ms}, {@code 20 us}. Stateless. */
public final class DurationText {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private DurationText() {}

  /**
   * The duration in the largest of these units that shows it exactly, otherwise in microseconds.
   */
  public static String of(Duration duration) {
    if (duration.getNano() == 0) {
      return duration.toSeconds() + " s";
    }
    return duration.getNano() % NANOS_PER_MILLI == 0
        ? duration.toMillis() + " ms"
        : duration.toNanos() / 1000 + " us";
  }
}
