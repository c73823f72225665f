package io.podwire.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of a cell over its rounds. One round is a spread of nothing: it says how often, not how
 * far, the figure was seen.
 *
 * @param low the least of a round
 * @param median of the rounds; of an even number the mean of the middle two
 * @param high the greatest
 * @param rounds how many there were
 */
public record Spread(double low, double median, double high, int rounds) {
  /** The spread of a metric, empty if it was not measured in the cell. */
  public static Optional<Spread> of(Metric metric, Cell cell) {
    List<Cell.Round> rounds = cell.rounds();
    if (rounds != null && !rounds.isEmpty()) {
      return of(rounds.stream().map(metric::of).filter(Objects::nonNull).toList());
    }
    Double value = metric.ofAll(cell);
    return of(value == null ? List.of() : List.of(value));
  }

  private static Optional<Spread> of(List<Double> values) {
    List<Double> sorted = values.stream().filter(value -> value > 0).sorted().toList();
    OptionalDouble median = median(sorted);
    return median.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Spread(sorted.getFirst(), median.getAsDouble(), sorted.getLast(), sorted.size()));
  }

  /** The median of any values, of an even number the mean of the middle two; of none empty. */
  public static OptionalDouble median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2);
  }

  /** Half of the way from the least to the greatest, as a fraction of the median. */
  public double halfFraction() {
    return (high - low) / 2 / median;
  }

  /** Whether a round of one was as good as a round of the other. */
  public boolean overlaps(Spread other) {
    return low <= other.high && other.low <= high;
  }
}
