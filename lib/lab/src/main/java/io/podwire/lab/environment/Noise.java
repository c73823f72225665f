package io.podwire.lab.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.measure.LatencyRecorder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What this machine does to any measurement at this moment, in ns. Immutable.
 *
 * @param lookNanos how long a thread spun over the clock to find the gaps, on all cores together
 * @param largestGapsNanos the largest gaps between two readings that it saw, in descending order;
 *     each of them is a time in which the machine did something else
 * @param gapHistogram all gaps that it saw, in ns: HdrHistogram, compressed and base64; null where
 *     there was none, and in results from before it was kept
 * @param clockResolutionNanos the smallest step of {@link System#nanoTime} that was seen
 * @param clockReadNanos what one reading of it costs, the median
 * @param wakeNanos from the call that wakes a thread which sleeps on a futex, on a core with
 *     nothing else to do, until it runs there, the median; null where there are no two cores to try
 *     it on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Noise(
    long lookNanos,
    List<Long> largestGapsNanos,
    @Nullable String gapHistogram,
    long clockResolutionNanos,
    long clockReadNanos,
    @Nullable Long wakeNanos) {

  /** Copies the list. */
  public Noise {
    largestGapsNanos = List.copyOf(largestGapsNanos);
  }

  /** The gaps, to be asked how often they came; decodes the histogram. */
  public Gaps gaps() {
    return Gaps.of(this);
  }

  /** Both looks together; clock and wake-up stay those of the first. */
  Noise plus(Noise later) {
    List<Long> gaps = new ArrayList<>(largestGapsNanos);
    gaps.addAll(later.largestGapsNanos);
    gaps.sort(Comparator.reverseOrder());
    int count = Math.max(largestGapsNanos.size(), later.largestGapsNanos.size());
    return new Noise(
        lookNanos + later.lookNanos,
        gaps.subList(0, count),
        together(gapHistogram, later.gapHistogram),
        clockResolutionNanos,
        clockReadNanos,
        wakeNanos);
  }

  private static @Nullable String together(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Histogram sum = LatencyRecorder.decode(one);
    sum.add(LatencyRecorder.decode(other));
    return LatencyRecorder.encode(sum);
  }

  /** The largest gap, null if none was seen. */
  @Nullable Long floorNanos() {
    return largestGapsNanos.isEmpty() ? null : largestGapsNanos.getFirst();
  }
}
