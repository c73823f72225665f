package io.podwire.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
   * @param timesBefore how many times the step before it costs; empty for the first
   */
  public record Step(Boundary boundary, long p50Nanos, OptionalDouble timesBefore) {}

  /** All ways on which at least two boundaries were measured and lost nothing; may be empty. */
  public static List<BoundaryPrice> of(Result result) {
    Map<BoundaryWay, Map<Boundary, Long>> ways = new LinkedHashMap<>();
    for (Cell cell : result.cells()) {
      Cell.Latency latency = cell.latency();
      if (cell.pattern().equals("round-trip")
          && cell.isClean()
          && latency != null
          && latency.kind().equals(LatencyKind.ROUND_TRIP)) {
        long p50Nanos = Math.round(Metric.P50.of(cell).orElseThrow()); // as its row in the table
        for (BoundaryWay way : BoundaryWay.of(cell)) {
          ways.computeIfAbsent(way, unseen -> new EnumMap<>(Boundary.class))
              .merge(Boundary.parse(cell.boundary()), p50Nanos, Math::min);
        }
      }
    }
    List<BoundaryPrice> prices = new ArrayList<>();
    ways.forEach(
        (way, nanos) -> {
          if (nanos.size() > 1 && way.leavesThePod(nanos.keySet())) {
            prices.add(new BoundaryPrice(way.words(), way.sizeBytes(), steps(nanos)));
          }
        });
    prices.sort(Comparator.comparingInt(BoundaryPrice::sizeBytes));
    return List.copyOf(prices);
  }

  private static List<Step> steps(Map<Boundary, Long> nanosByBoundary) {
    List<Step> steps = new ArrayList<>();
    nanosByBoundary.forEach(
        (boundary, nanos) ->
            steps.add(
                new Step(
                    boundary,
                    nanos,
                    steps.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((double) nanos / steps.getLast().p50Nanos()))));
    return List.copyOf(steps);
  }
}
