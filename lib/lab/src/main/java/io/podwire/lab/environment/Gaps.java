package io.podwire.lab.environment;

import io.podwire.lab.measure.LatencyRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.HdrHistogram.HistogramIterationValue;

/** The gaps of a {@link Noise}, read once for many questions. Immutable. */
public final class Gaps {
  private static final double SECOND_NANOS = 1e9;

  private record Gap(long nanos, long count) {}

  private final List<Gap> gaps;
  private final long lookNanos;

  private Gaps(List<Gap> gaps, long lookNanos) {
    this.gaps = List.copyOf(gaps);
    this.lookNanos = lookNanos;
  }

  /** All gaps; of a result from before all were kept, the largest. */
  static Gaps of(Noise noise) {
    List<Gap> gaps = new ArrayList<>();
    String histogram = noise.gapHistogram();
    if (histogram == null) {
      noise.largestGapsNanos().forEach(nanos -> gaps.add(new Gap(nanos, 1)));
    } else {
      for (HistogramIterationValue value : LatencyRecorder.decode(histogram).recordedValues()) {
        gaps.add(new Gap(value.getValueIteratedTo(), value.getCountAddedInThisIterationStep()));
      }
    }
    return new Gaps(gaps, noise.lookNanos());
  }

  /**
   * How often a core met with a gap of at least that length, each counted by its weight.
   *
   * @param leastNanos the shortest that counts
   * @param weight what a gap of a length in ns counts
   * @return the sum of the weights for a second of a core
   */
  public double perSecond(long leastNanos, LongToDoubleFunction weight) {
    double sum =
        gaps.stream()
            .filter(gap -> gap.nanos() >= leastNanos)
            .mapToDouble(gap -> gap.count() * weight.applyAsDouble(gap.nanos()))
            .sum();
    return sum * SECOND_NANOS / lookNanos;
  }
}
