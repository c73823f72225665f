package io.podwire.lab.environment;

import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * Spins over a clock and counts the gaps between two readings by their length: how long, and how
 * often, the machine keeps a thread waiting that asks for nothing but to run. For one thread.
 */
final class GapFinder {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final long LONGEST_NANOS = 100_000_000_000L;

  private final LongSupplier clock;
  private final long leastNanos;

  /**
   * Prepares a look.
   *
   * @param clock in ns
   * @param leastNanos what is shorter is a reading of the clock and no gap
   */
  GapFinder(LongSupplier clock, long leastNanos) {
    this.clock = clock;
    this.leastNanos = leastNanos;
  }

  /** Spins for that long; the gaps in ns. */
  Histogram look(long lookNanos) {
    Histogram gaps = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
    long begin = clock.getAsLong();
    long last = begin;
    while (last - begin < lookNanos) {
      long now = clock.getAsLong();
      if (now - last >= leastNanos) {
        gaps.recordValue(Math.min(now - last, LONGEST_NANOS));
        now = clock.getAsLong(); // without what recording takes
      }
      last = now;
    }
    return gaps;
  }
}
