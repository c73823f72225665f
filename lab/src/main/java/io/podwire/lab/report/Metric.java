package io.podwire.lab.report;

import java.util.OptionalDouble;

/** The figure by which cells of a pattern are ranked. */
public enum Metric {
  /** The median latency: less is better. */
  P50 {
    @Override
    OptionalDouble of(Cell cell) {
      Cell.Latency latency = cell.latency();
      return latency == null ? OptionalDouble.empty() : positive((double) latency.p50Nanos());
    }

    @Override
    double cost(double value, double best) {
      return value / best;
    }

    @Override
    String text(double value) {
      return Units.nanos(value);
    }

    @Override
    double worsening(double base, double now) {
      return now / base - 1;
    }
  },
  /** Messages per second: more is better. */
  THROUGHPUT {
    @Override
    OptionalDouble of(Cell cell) {
      return positive(cell.messagesPerSecond());
    }

    @Override
    double cost(double value, double best) {
      return best / value;
    }

    @Override
    String text(double value) {
      return Units.quantity(value) + "/s";
    }

    @Override
    double worsening(double base, double now) {
      return 1 - now / base;
    }
  };

  /** The metric of a pattern: throughput for a stream, the median for the rest. */
  static Metric ofPattern(String pattern) {
    return pattern.equals("stream") ? THROUGHPUT : P50;
  }

  /** The value of a cell, if it was measured. */
  abstract OptionalDouble of(Cell cell);

  /** How many times {@code best} that is; 1 for the best, more for a worse one. */
  abstract double cost(double value, double best);

  /** The value with its unit. */
  abstract String text(double value);

  /** How much worse {@code now} is, as a fraction of {@code base}; negative when better. */
  abstract double worsening(double base, double now);

  private static OptionalDouble positive(@org.jspecify.annotations.Nullable Double value) {
    return value == null || !(value > 0) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
