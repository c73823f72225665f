package io.podwire.result;

import io.podwire.lab.measure.LatencyRecorder;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Reads the figures of a cell out of a histogram. Stateless. */
final class LatencySummary {
  private LatencySummary() {}

  /**
   * The summary, or null if there is no histogram or nothing in it.
   *
   * @param encoded compressed and base64, values in ns
   * @throws IllegalArgumentException if it is no histogram
   */
  static Cell.@Nullable Latency of(String kind, @Nullable String encoded) {
    if (encoded == null) {
      return null;
    }
    Histogram histogram = decode(encoded);
    return histogram.getTotalCount() == 0 ? null : of(kind, histogram, encoded);
  }

  /** The summary of a histogram that is not empty. */
  static Cell.Latency of(String kind, Histogram histogram) {
    return of(kind, histogram, LatencyRecorder.encode(histogram));
  }

  private static Cell.Latency of(String kind, Histogram histogram, String encoded) {
    return new Cell.Latency(
        kind,
        histogram.getMinValue(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue(),
        histogram.getMean(),
        encoded);
  }

  /**
   * The histogram in its text form.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Histogram decode(String encoded) {
    return LatencyRecorder.decode(encoded);
  }
}
