package io.podwire.lab.report;

import java.util.OptionalDouble;

/**
 * A cell in both results.
 *
 * @param metric what was compared
 * @param base its figure there: p50 in ns, or messages per second for a stream; absent if it was
 *     not measured
 * @param now the figure in the new result
 * @param reason why it is not measured in the new one, else empty
 */
public record ComparisonPair(
    CellIdentity identity,
    Metric metric,
    OptionalDouble base,
    OptionalDouble now,
    Change change,
    String reason) {
  static ComparisonPair of(Cell base, Cell now, double toleranceFraction) {
    Metric metric = Metric.ofPattern(base.pattern());
    if (metric.of(base).isEmpty() != metric.of(now).isEmpty()
        && base.isMeasured()
        && now.isMeasured()) {
      metric = Metric.THROUGHPUT; // a latency that only one of them has
    }
    OptionalDouble before = metric.of(base);
    OptionalDouble after = metric.of(now);
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

  /** New over base, if both were measured. */
  public OptionalDouble ratio() {
    return isComparable()
        ? OptionalDouble.of(now.getAsDouble() / base.getAsDouble())
        : OptionalDouble.empty();
  }
}
