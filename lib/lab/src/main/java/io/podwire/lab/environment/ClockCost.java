package io.podwire.lab.environment;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** What a clock can tell apart and what asking it costs. Stateless. */
final class ClockCost {
  private static final int STEPS = 20_000;
  private static final int BATCHES = 101;
  private static final int BATCH = 100;

  private ClockCost() {}

  /**
   * The smallest step other than zero between two readings, in ns. A clock that steps more often
   * than it can be read shows the time of a reading here. 0 if it never moved.
   */
  static long resolutionNanos(LongSupplier clock) {
    long smallest = Long.MAX_VALUE;
    long last = clock.getAsLong();
    for (int i = 0; i < STEPS; i++) {
      long now = clock.getAsLong();
      if (now > last) {
        smallest = Math.min(smallest, now - last);
      }
      last = now;
    }
    return smallest == Long.MAX_VALUE ? 0 : smallest;
  }

  /** The cost of a reading in ns, at least 1: the median over batches, so that no gap counts. */
  static long readNanos(LongSupplier clock) {
    long[] costs = new long[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      long begin = clock.getAsLong();
      long end = begin;
      for (int reading = 0; reading < BATCH; reading++) {
        end = clock.getAsLong();
      }
      costs[i] = Math.round((double) (end - begin) / BATCH);
    }
    Arrays.sort(costs);
    return Math.max(1, costs[BATCHES / 2]);
  }
}
