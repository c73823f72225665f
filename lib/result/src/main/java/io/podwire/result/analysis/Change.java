package io.podwire.result.analysis;

import io.podwire.result.Metric;
import io.podwire.result.Spread;
import java.util.Optional;

/** What became of a cell between two results. */
public enum Change {
  /** Better than the tolerance. */
  BETTER("better"),
  /** Within the tolerance. */
  SAME("within tolerance"),
  /** Beyond the tolerance, but rounds of one are like rounds of the other. */
  UNCERTAIN("within the spread"),
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

  /**
   * Decides: a change counts if the medians are apart by more than the tolerance and no round of
   * one reaches into the rounds of the other.
   */
  static Change of(
      Metric metric, Optional<Spread> base, Optional<Spread> now, double toleranceFraction) {
    if (now.isEmpty()) {
      return GONE;
    }
    if (base.isEmpty()) {
      return NEW;
    }
    double worse = metric.worsening(base.get().median(), now.get().median());
    if (Math.abs(worse) <= toleranceFraction + ROUNDING) {
      return SAME;
    }
    if (base.get().overlaps(now.get())) {
      return UNCERTAIN;
    }
    return worse > 0 ? WORSE : BETTER;
  }
}
