package io.podwire.result.analysis;

import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.Gaps;
import io.podwire.lab.environment.Noise;
import io.podwire.result.Cell;
import io.podwire.result.Metric;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which figures of a cell the noise of the machine alone can explain, so that they may be its own
 * and not the mechanism's. What the noise is not known of is not doubted. Immutable.
 */
public final class FigureDoubts {
  /** Stands before such a figure in a table. */
  public static final String MARK = "~";

  /** A latency must be that many readings of the clock, or steps of it, to be measured by it. */
  private static final int READINGS = 3;

  private static final double ONE_IN_A_HUNDRED = 0.01;
  private static final int ENDS = 2; // each of which a gap can meet
  private static final double SECOND_NANOS = 1e9;

  private final @Nullable Noise noise;
  private final @Nullable Gaps gaps;
  private final @Nullable Long floorNanos;

  /** A figure that can be doubted. */
  public enum Figure {
    P50,
    P99,
    MAX
  }

  FigureDoubts(Environment environment) {
    this.noise = environment.noise();
    this.gaps = noise == null ? null : noise.gaps();
    this.floorNanos = environment.noiseFloorNanos();
  }

  /** The doubtful figures of a cell; none of one that has no latency. */
  Set<Figure> of(Cell cell) {
    Set<Figure> doubtful = EnumSet.noneOf(Figure.class);
    Cell.Latency latency = cell.latency();
    if (latency == null) {
      return doubtful;
    }
    if (noise != null
        && Metric.P50.of(cell).orElse(latency.p50Nanos()) < READINGS * clockNanos(noise)) {
      doubtful.add(Figure.P50);
    }
    Long p99Nanos = new RowFigures(cell).p99Nanos();
    if (gaps != null && p99Nanos != null && gapsMakeP99(gaps, cell, p99Nanos)) {
      doubtful.add(Figure.P99);
    }
    if (isMaxOfGaps(cell, latency)) {
      doubtful.add(Figure.MAX);
    }
    return doubtful;
  }

  private static long clockNanos(Noise noise) {
    return Math.max(noise.clockReadNanos(), noise.clockResolutionNanos());
  }

  /**
   * Whether gaps no shorter than the p99 come so often that they alone delay one message in a
   * hundred by as much. A rare gap, however long, makes the max and leaves the p99 of many messages
   * alone.
   */
  private static boolean gapsMakeP99(Gaps gaps, Cell cell, long p99Nanos) {
    double perSecond = Metric.THROUGHPUT.of(cell).orElse(0);
    double delayedPerSecond =
        ENDS * gaps.perSecond(p99Nanos, gap -> delayed(gap - p99Nanos, cell, perSecond));
    return delayedPerSecond > 0 && delayedPerSecond >= ONE_IN_A_HUNDRED * perSecond;
  }

  /**
   * How many messages a gap holds up for as long as the p99: in a round trip the one that is on its
   * way; paced ones queue up, and each that is due before the last p99 of the gap waits so long.
   */
  private static double delayed(long beyondNanos, Cell cell, double perSecond) {
    return cell.pattern().equals("paced") ? Math.max(1, beyondNanos * perSecond / SECOND_NANOS) : 1;
  }

  /** Whether a gap as long as the max is to be expected at one of the ends in the time it took. */
  private boolean isMaxOfGaps(Cell cell, Cell.Latency latency) {
    Long durationNanos = cell.durationNanos();
    if (gaps == null || durationNanos == null) {
      return floorNanos != null && latency.maxNanos() <= floorNanos;
    }
    double expected =
        ENDS * gaps.perSecond(latency.maxNanos(), gap -> 1) * (durationNanos / SECOND_NANOS);
    return expected >= 1;
  }

  /** What the marks in these cells mean, a sentence for each kind that occurs. */
  List<String> sentences(Collection<Cell> cells) {
    Set<Figure> occurring = EnumSet.noneOf(Figure.class);
    cells.forEach(cell -> occurring.addAll(of(cell)));
    List<String> sentences = new ArrayList<>();
    if (noise != null && occurring.contains(Figure.P50)) {
      sentences.add(
          String.format(
                  Locale.ROOT,
                  "A p50 marked %s is below %d times what a reading of the clock takes (%s): much of it is the",
                  MARK,
                  READINGS,
                  Units.nanos(clockNanos(noise)))
              + " clock; compare such mechanisms by the rate of a stream.");
    }
    if (gaps != null && occurring.contains(Figure.P99)) {
      long shortest = shortestDoubtfulP99Nanos(cells);
      sentences.add(
          String.format(
                  Locale.ROOT,
                  "A p99 marked %s is no longer than gaps which come often enough here (%s of %s or more a second on",
                  MARK,
                  Units.quantity(gaps.perSecond(shortest, gap -> 1)),
                  Units.nanos(shortest))
              + " each core) to delay one message in a hundred: it may be theirs, not the mechanism's; measure"
              + " on a quieter machine.");
    }
    if (floorNanos != null && occurring.contains(Figure.MAX)) {
      sentences.add(
          String.format(
                  Locale.ROOT,
                  "A max marked %s is no longer than gaps that a thread saw which only spun (the largest %s): it may",
                  MARK,
                  Units.nanos(floorNanos))
              + " be the machine's, not the mechanism's. A longer one may be too: a run lasts longer than"
              + " the look, and the longer it lasts the longer is its largest gap.");
    }
    return sentences;
  }

  private long shortestDoubtfulP99Nanos(Collection<Cell> cells) {
    return cells.stream()
        .filter(cell -> of(cell).contains(Figure.P99))
        .map(cell -> new RowFigures(cell).p99Nanos())
        .filter(Objects::nonNull)
        .mapToLong(nanos -> nanos)
        .min()
        .orElseThrow();
  }
}
