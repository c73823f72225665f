package io.podwire.lab.report;

import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.Noise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which figures of a cell the noise of the machine alone can explain, so that they may be its own
 * and not the mechanism's. What the noise is not known of is not doubted. Immutable.
 */
final class FigureDoubts {
  /** Stands before such a figure in a table. */
  static final String MARK = "~";

  /** A latency must be that many readings of the clock, or steps of it, to be measured by it. */
  private static final int READINGS = 3;

  private static final double ONE_IN_A_HUNDRED = 0.01;
  private static final int ENDS = 2; // each of which a gap can meet
  private static final double SECOND_NANOS = 1e9;

  private final @Nullable Noise noise;
  private final @Nullable Long floorNanos;

  /** A figure that can be doubted. */
  enum Figure {
    P50,
    P99,
    MAX
  }

  FigureDoubts(Environment environment) {
    this.noise = environment.noise();
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
    if (noise != null && gapsMakeP99(noise, cell, latency)) {
      doubtful.add(Figure.P99);
    }
    if (floorNanos != null && latency.maxNanos() <= floorNanos) {
      doubtful.add(Figure.MAX);
    }
    return doubtful;
  }

  private static long clockNanos(Noise noise) {
    return Math.max(noise.clockReadNanos(), noise.clockResolutionNanos());
  }

  /**
   * Whether gaps no shorter than the p99 come so often that they alone delay one message in a
   * hundred. A rare gap, however long, makes the max and leaves the p99 of many messages alone.
   */
  private static boolean gapsMakeP99(Noise noise, Cell cell, Cell.Latency latency) {
    Double rate = cell.messagesPerSecond();
    double delayed = 0;
    for (long gap : noise.largestGapsNanos()) {
      if (gap >= latency.p99Nanos()) {
        delayed += ENDS * messagesMetBy(gap, cell, rate == null ? 0 : rate);
      }
    }
    double messages = rate == null ? 0 : rate * noise.lookNanos() / SECOND_NANOS;
    return delayed > 0 && messages > 0 && delayed >= ONE_IN_A_HUNDRED * messages;
  }

  /** A round trip is alone on its way; paced messages queue up behind one that is held. */
  private static double messagesMetBy(long gap, Cell cell, double rate) {
    return cell.pattern().equals("paced") ? Math.max(1, gap * rate / SECOND_NANOS) : 1;
  }

  /** What the marks in these cells mean, a sentence for each kind that occurs. */
  List<String> sentences(Collection<Cell> cells) {
    Set<Figure> occurring = EnumSet.noneOf(Figure.class);
    cells.forEach(cell -> occurring.addAll(of(cell)));
    List<String> sentences = new ArrayList<>();
    if (noise != null && occurring.contains(Figure.P50)) {
      sentences.add(
          "A p50 marked %s is below %d times what a reading of the clock takes (%s): much of it is the"
                  .formatted(MARK, READINGS, Units.nanos(clockNanos(noise)))
              + " clock; compare such mechanisms by the rate of a stream.");
    }
    if (noise != null && occurring.contains(Figure.P99)) {
      sentences.add(
          "A p99 marked %s is no longer than gaps which come often enough here (%d in %s) to delay one"
                  .formatted(MARK, noise.largestGapsNanos().size(), Units.nanos(noise.lookNanos()))
              + " message in a hundred: it may be theirs, not the mechanism's; measure on a quieter"
              + " machine.");
    }
    if (floorNanos != null && occurring.contains(Figure.MAX)) {
      sentences.add(
          "A max marked %s is no longer than the largest gap that a thread saw which only spun (%s): it"
                  .formatted(MARK, Units.nanos(floorNanos))
              + " may be the machine's, not the mechanism's.");
    }
    return sentences;
  }
}
