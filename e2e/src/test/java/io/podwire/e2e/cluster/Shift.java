package io.podwire.e2e.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a delay on the wire moves the median of one way. For one thread. */
final class Shift {
  private final List<Long> without = new ArrayList<>();
  private final List<Long> with = new ArrayList<>();

  /** A median in ns without the delay. */
  void addWithout(long p50Nanos) {
    without.add(p50Nanos);
  }

  /** A median in ns with it. */
  void addWith(long p50Nanos) {
    with.add(p50Nanos);
  }

  /** How much longer a round trip is with the delay, by the medians of all that was added. */
  double nanos() {
    return median(with) - median(without);
  }

  /** This one over another. */
  double over(Shift other) {
    return nanos() / other.nanos();
  }

  private static double median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    int upper = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2.0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.0f us (without %s, with %s)", nanos() / 1e3, micros(without), micros(with));
  }

  private static List<Long> micros(List<Long> nanos) {
    return nanos.stream().map(value -> value / 1_000).toList();
  }
}
