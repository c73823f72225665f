package io.podwire.result.analysis;

import io.podwire.result.Cell;
import io.podwire.result.CellIdentity;
import io.podwire.result.LatencyKind;
import io.podwire.result.Metric;
import io.podwire.result.Spread;
import io.podwire.result.Wrap;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cell in both results.
 *
 * @param metric what was compared
 * @param base its figure there over the rounds: p50 in ns, or messages per second for a stream;
 *     empty if it was not measured
 * @param now the figure in the new result
 * @param reason why it is not measured in the new one, or why its latency does not compare with the
 *     base's; else empty
 */
public record ComparisonPair(
    CellIdentity identity,
    Metric metric,
    Optional<Spread> base,
    Optional<Spread> now,
    Change change,
    String reason) {
  private static final String NOT_KNOWN = "not known";

  static ComparisonPair of(Cell base, Cell now, double toleranceFraction) {
    Metric metric = Metric.ofPattern(base.pattern());
    String reason = now.reason() == null ? "" : now.status().text() + ": " + now.reason();
    if (metric == Metric.P50 && base.isMeasured() && now.isMeasured()) {
      reason = incomparable(latency(base), latency(now));
      metric = reason.isEmpty() ? metric : Metric.THROUGHPUT;
    }
    Optional<Spread> before = Spread.of(metric, base);
    Optional<Spread> after = Spread.of(metric, now);
    return new ComparisonPair(
        CellIdentity.of(base),
        metric,
        before,
        after,
        Change.of(metric, before, after, toleranceFraction),
        Wrap.oneLine(reason));
  }

  private static String latency(Cell cell) {
    return Metric.P50.of(cell).isEmpty() ? NOT_KNOWN : LatencyKind.of(cell);
  }

  private static String incomparable(String base, String now) {
    return base.equals(now) && !base.equals(NOT_KNOWN)
        ? ""
        : String.format(
            Locale.ROOT,
            "latency is %s in base and %s in new: messages per second are compared instead",
            base,
            now);
  }

  /** Whether both were measured. */
  public boolean isComparable() {
    return base.isPresent() && now.isPresent();
  }

  /** Whether neither was measured more than once, so that nothing is known of the spread. */
  public boolean isSingle() {
    return isComparable() && base.get().rounds() == 1 && now.get().rounds() == 1;
  }

  /** New over base by their medians, if both were measured. */
  public OptionalDouble ratio() {
    return isComparable()
        ? OptionalDouble.of(now.get().median() / base.get().median())
        : OptionalDouble.empty();
  }
}
