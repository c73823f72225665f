package io.podwire.lab.report;

import java.util.OptionalDouble;

/** What became of a cell between two results. */
public enum Change {
  /** Better than the tolerance. */
  BETTER("better"),
  /** Within the tolerance. */
  SAME("within tolerance"),
  /** Worse than the tolerance allows. */
  WORSE("worse"),
  /** Measured in the base and no longer. */
  GONE("no longer measured"),
  /** Measured for the first time. */
  NEW("newly measured");

  /** Keeps a figure exactly at the tolerance within it. */
  private static final double ROUNDING = 1e-9;

  private final String words;

  Change(String words) {
    this.words = words;
  }

  /** It in words. */
  public String words() {
    return words;
  }

  /** Whether it is a regression. */
  public boolean isWorse() {
    return this == WORSE || this == GONE;
  }

  static Change of(
      Metric metric, OptionalDouble base, OptionalDouble now, double toleranceFraction) {
    if (now.isEmpty()) {
      return GONE;
    }
    if (base.isEmpty()) {
      return NEW;
    }
    double worse = metric.worsening(base.getAsDouble(), now.getAsDouble());
    if (worse > toleranceFraction + ROUNDING) {
      return WORSE;
    }
    return worse < -toleranceFraction - ROUNDING ? BETTER : SAME;
  }
}
