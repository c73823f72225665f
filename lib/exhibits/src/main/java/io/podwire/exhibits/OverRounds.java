package io.podwire.exhibits;

import io.podwire.result.Spread;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A figure that was measured in several rounds. Immutable.
 *
 * @param low the least
 * @param median of an even number, the mean of the middle two
 * @param high the greatest
 */
public record OverRounds(double low, double median, double high) {
  /** A figure of each round; empty if one of them does not know it. */
  public static <T> Optional<OverRounds> of(
      List<T> rounds, Function<T, ? extends @Nullable Number> figure) {
    List<Double> sorted =
        rounds.stream()
            .map(figure)
            .filter(Objects::nonNull)
            .map(Number::doubleValue)
            .sorted()
            .toList();
    return sorted.isEmpty() || sorted.size() < rounds.size()
        ? Optional.empty()
        : Optional.of(
            new OverRounds(
                sorted.getFirst(), Spread.median(sorted).orElseThrow(), sorted.getLast()));
  }

  /** Whether a round of one was like a round of the other. */
  public boolean overlaps(OverRounds other) {
    return low <= other.high && other.low <= high;
  }

  /** The median with the least and the greatest. */
  public String words(DoubleFunction<String> unit) {
    String middle = unit.apply(median);
    String range = unit.apply(low) + " to " + unit.apply(high);
    return low == high ? middle : String.format(Locale.ROOT, "%s (%s)", middle, range);
  }
}
