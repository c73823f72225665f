package io.podwire.result.analysis;

import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.LatencyKind;
import io.podwire.result.Metric;
import io.podwire.result.Result;
import io.podwire.result.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What each boundary costs on one way of going: the same mechanism, round trips of one size, from
 * near to far.
 *
 * @param way in words, for instance {@code tcp} or {@code shm, relayed by tcp}
 * @param steps the boundaries that were measured, at least two
 */
public record BoundaryPrice(String way, int sizeBytes, List<Step> steps) {
  /**
   * One boundary.
   *
   * @param first whether there is none before it
   * @param timesBefore how many times the step before it costs; empty for the first, and where the
   *     rounds of both overlap, so that they cannot be told apart
   */
  public record Step(Boundary boundary, long p50Nanos, boolean first, OptionalDouble timesBefore) {}

  /** All ways on which at least two boundaries were measured and lost nothing; may be empty. */
  public static List<BoundaryPrice> of(Result result) {
    Map<BoundaryWay, Map<Boundary, Spread>> ways = new LinkedHashMap<>();
    for (Cell cell : result.cells()) {
      Cell.Latency latency = cell.latency();
      if (cell.pattern().equals("round-trip")
          && cell.isClean()
          && latency != null
          && latency.kind().equals(LatencyKind.ROUND_TRIP)) {
        Spread p50 = Spread.of(Metric.P50, cell).orElseThrow(); // as its row in the table
        for (BoundaryWay way : BoundaryWay.of(cell)) {
          ways.computeIfAbsent(way, unseen -> new EnumMap<>(Boundary.class))
              .merge(Boundary.parse(cell.boundary()), p50, BoundaryPrice::cheaper);
        }
      }
    }
    List<BoundaryPrice> prices = new ArrayList<>();
    ways.forEach(
        (way, p50s) -> {
          if (p50s.size() > 1 && way.leavesThePod(p50s.keySet())) {
            prices.add(new BoundaryPrice(way.words(), way.sizeBytes(), steps(p50s)));
          }
        });
    prices.sort(Comparator.comparingInt(BoundaryPrice::sizeBytes));
    return List.copyOf(prices);
  }

  private static Spread cheaper(Spread one, Spread other) {
    return one.median() <= other.median() ? one : other;
  }

  private static List<Step> steps(Map<Boundary, Spread> p50sByBoundary) {
    List<Step> steps = new ArrayList<>();
    @Nullable Spread before = null;
    for (Map.Entry<Boundary, Spread> step : p50sByBoundary.entrySet()) {
      Spread p50 = step.getValue();
      steps.add(
          new Step(
              step.getKey(),
              Math.round(p50.median()),
              before == null,
              before == null || before.overlaps(p50)
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(p50.median() / before.median())));
      before = p50;
    }
    return List.copyOf(steps);
  }
}
