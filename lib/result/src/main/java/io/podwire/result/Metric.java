package io.podwire.result;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The figure by which cells of a pattern are ranked. */
public enum Metric {
  /** The median latency: less is better. */
  P50 {
    @Override
    @Nullable Double ofAll(Cell cell) {
      Cell.Latency latency = cell.latency();
      return latency == null ? null : (double) latency.p50Nanos();
    }

    @Override
    @Nullable Double of(Cell.Round round) {
      Long p50Nanos = round.p50Nanos();
      return p50Nanos == null ? null : p50Nanos.doubleValue();
    }

    @Override
    public double cost(double value, double best) {
      return value / best;
    }

    @Override
    public String text(double value) {
      return Units.nanos(value);
    }

    @Override
    public double worsening(double base, double now) {
      return now / base - 1;
    }
  },
  /** Messages per second: more is better. */
  THROUGHPUT {
    @Override
    @Nullable Double ofAll(Cell cell) {
      return cell.messagesPerSecond();
    }

    @Override
    @Nullable Double of(Cell.Round round) {
      return round.messagesPerSecond();
    }

    @Override
    public double cost(double value, double best) {
      return best / value;
    }

    @Override
    public String text(double value) {
      return Units.quantity(value) + "/s";
    }

    @Override
    public double worsening(double base, double now) {
      return 1 - now / base;
    }
  };

  /** The metric of a pattern: throughput for a stream, the median for the rest. */
  public static Metric ofPattern(String pattern) {
    return pattern.equals("stream") ? THROUGHPUT : P50;
  }

  /** The figure of all rounds together, null if it was not measured. */
  abstract @Nullable Double ofAll(Cell cell);

  /** The figure of a round, null if it has none. */
  abstract @Nullable Double of(Cell.Round round);

  /** The value of a cell, if it was measured: the median of its rounds. */
  public OptionalDouble of(Cell cell) {
    return Spread.of(this, cell)
        .map(Spread::median)
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  /** How many times {@code best} that is; 1 for the best, more for a worse one. */
  public abstract double cost(double value, double best);

  /** The value with its unit. */
  public abstract String text(double value);

  /** How much worse {@code now} is, as a fraction of {@code base}; negative when better. */
  public abstract double worsening(double base, double now);
}
