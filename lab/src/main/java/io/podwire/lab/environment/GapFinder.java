package io.podwire.lab.environment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Spins over a clock and keeps the largest gaps between two readings: how long the machine keeps a
 * thread waiting that asks for nothing but to run. For one thread.
 */
final class GapFinder {
  private final LongSupplier clock;
  private final long[] largest; // ascending, so that the first is the one to beat

  /**
   * Prepares a look.
   *
   * @param clock in ns
   * @param count how many gaps to keep
   */
  GapFinder(LongSupplier clock, int count) {
    this.clock = clock;
    this.largest = new long[count];
  }

  /** Spins for that long; the gaps in descending order, at most {@code count}, without zeros. */
  List<Long> look(long lookNanos) {
    Arrays.fill(largest, 0);
    long begin = clock.getAsLong();
    long last = begin;
    while (last - begin < lookNanos) {
      long now = clock.getAsLong();
      if (now - last > largest[0]) {
        keep(now - last);
      }
      last = now;
    }
    return descending();
  }

  private void keep(long gap) {
    int place = 0;
    while (place + 1 < largest.length && largest[place + 1] < gap) {
      largest[place] = largest[place + 1];
      place++;
    }
    largest[place] = gap;
  }

  private List<Long> descending() {
    List<Long> gaps = new ArrayList<>();
    for (long gap : largest) {
      if (gap > 0) {
        gaps.addFirst(gap);
      }
    }
    return gaps;
  }
}
