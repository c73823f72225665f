package io.podwire.lab.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this machine does to any measurement at this moment, in ns. Immutable.
 *
 * @param lookNanos how long a thread spun over the clock to find the gaps
 * @param largestGapsNanos the largest gaps between two readings that it saw, in descending order;
 *     each of them is a time in which the machine did something else
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
    long clockResolutionNanos,
    long clockReadNanos,
    @Nullable Long wakeNanos) {

  /** Copies the list. */
  public Noise {
    largestGapsNanos = List.copyOf(largestGapsNanos);
  }

  /** The largest gap, null if none was seen. */
  @Nullable Long floorNanos() {
    return largestGapsNanos.isEmpty() ? null : largestGapsNanos.getFirst();
  }
}
