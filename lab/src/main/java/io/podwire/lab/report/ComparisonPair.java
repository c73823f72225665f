package io.podwire.lab.report;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cell in both results.
 *
 * @param metric what was compared
 * @param base its figure there over the rounds: p50 in ns, or messages per second for a stream;
 *     empty if it was not measured
 * @param now the figure in the new result
 * @param reason why it is not measured in the new one, else empty
 */
public record ComparisonPair(
    CellIdentity identity,
    Metric metric,
    Optional<Spread> base,
    Optional<Spread> now,
    Change change,
    String reason) {
  static ComparisonPair of(Cell base, Cell now, double toleranceFraction) {
    Metric metric = Metric.ofPattern(base.pattern());
    if (metric.of(base).isEmpty() != metric.of(now).isEmpty()
        && base.isMeasured()
        && now.isMeasured()) {
      metric = Metric.THROUGHPUT; // a latency that only one of them has
    }
    Optional<Spread> before = Spread.of(metric, base);
    Optional<Spread> after = Spread.of(metric, now);
    String reason = now.reason() == null ? "" : now.status().text() + ": " + now.reason();
    return new ComparisonPair(
        CellIdentity.of(base),
        metric,
        before,
        after,
        Change.of(metric, before, after, toleranceFraction),
        Wrap.oneLine(reason));
  }

  /** Whether both were measured. */
  public boolean isComparable() {
    return base.isPresent() && now.isPresent();
  }

  /** Whether neither was measured more than once, so that nothing is known of the spread. */
  boolean isSingle() {
    return isComparable() && base.get().rounds() == 1 && now.get().rounds() == 1;
  }

  /** New over base by their medians, if both were measured. */
  public OptionalDouble ratio() {
    return isComparable()
        ? OptionalDouble.of(now.get().median() / base.get().median())
        : OptionalDouble.empty();
  }
}
