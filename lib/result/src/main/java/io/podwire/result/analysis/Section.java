package io.podwire.result.analysis;

import io.podwire.lab.workload.Pattern;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.LatencyKind;
import io.podwire.result.Metric;
import io.podwire.result.PathText;
import io.podwire.result.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The cells of one pattern, size and kind of latency, which compare: near boundaries first, then
 * the cheap ones.
 *
 * @param pattern round-trip, stream or paced
 */
public record Section(String pattern, int sizeBytes, List<Row> rows) {
  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> Boundary.parse(row.cell().boundary()))
          .thenComparing(row -> row.cell().status())
          .thenComparingDouble(row -> row.cost().orElse(Double.MAX_VALUE));

  /** A curve is read along the load: one channel after another, each from idle to saturation. */
  private static final Comparator<Row> ALONG_LOAD =
      Comparator.comparing((Row row) -> Boundary.parse(row.cell().boundary()))
          .thenComparing(row -> row.cell().mechanism())
          .thenComparing(row -> PathText.of(row.cell().path()))
          .thenComparing(row -> row.cell().waitStrategy())
          .thenComparingLong(row -> offered(row.cell()));

  private static long offered(Cell cell) {
    Cell.Offered offered = cell.offered();
    return offered == null ? 0 : offered.messagesPerSecond();
  }

  /**
   * A cell.
   *
   * @param cost how many times the fastest of its section it costs, if it was measured
   * @param doubtful which of its figures the machine's noise alone explains
   */
  public record Row(Cell cell, OptionalDouble cost, Set<FigureDoubts.Figure> doubtful) {
    public boolean insidePod() {
      return Boundary.parse(cell.boundary()).insidePod();
    }
  }

  /** What the latencies of all its rows cover, see {@link LatencyKind}. */
  String latencyKind() {
    return LatencyKind.of(rows.getFirst().cell());
  }

  /** Splits a result; the sections are ordered by pattern, size and kind of latency. */
  public static List<Section> of(Result result) {
    Map<Pattern, Map<Integer, Map<Boolean, List<Cell>>>> groups = new TreeMap<>();
    for (Cell cell : result.cells()) {
      groups
          .computeIfAbsent(Pattern.parse(cell.pattern()), pattern -> new TreeMap<>())
          .computeIfAbsent(cell.sizeBytes(), size -> new TreeMap<>())
          .computeIfAbsent(hasOtherKind(cell), other -> new ArrayList<>())
          .add(cell);
    }
    FigureDoubts doubts = new FigureDoubts(result.environment());
    List<Section> sections = new ArrayList<>();
    groups.forEach(
        (pattern, sizes) ->
            sizes.forEach(
                (size, kinds) ->
                    kinds
                        .values()
                        .forEach(cells -> sections.add(of(pattern.text(), size, cells, doubts)))));
    return sections;
  }

  private static boolean hasOtherKind(Cell cell) {
    return !LatencyKind.of(cell).equals(LatencyKind.ofPattern(cell.pattern()));
  }

  private static Section of(String pattern, int sizeBytes, List<Cell> cells, FigureDoubts doubts) {
    Metric metric = Metric.ofPattern(pattern);
    OptionalDouble best = best(metric, cells);
    List<Row> rows = new ArrayList<>();
    for (Cell cell : cells) {
      OptionalDouble value = metric.of(cell);
      rows.add(
          new Row(
              cell,
              value.isPresent() && best.isPresent()
                  ? OptionalDouble.of(metric.cost(value.getAsDouble(), best.getAsDouble()))
                  : OptionalDouble.empty(),
              doubts.of(cell)));
    }
    rows.sort(Pattern.parse(pattern) == Pattern.PACED ? ALONG_LOAD : ORDER);
    return new Section(pattern, sizeBytes, List.copyOf(rows));
  }

  /** The best value of a cell that lost nothing; where all did, the best of them. */
  private static OptionalDouble best(Metric metric, List<Cell> cells) {
    OptionalDouble clean = bestOf(metric, cells.stream().filter(Cell::isClean));
    return clean.isPresent() ? clean : bestOf(metric, cells.stream());
  }

  private static OptionalDouble bestOf(Metric metric, Stream<Cell> cells) {
    return cells
        .map(metric::of)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .reduce((a, b) -> metric.cost(a, b) <= 1 ? a : b);
  }
}
