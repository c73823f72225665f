package io.podwire.lab.report;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
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
    if (histogram.getTotalCount() == 0) {
      return null;
    }
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
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException(
          "not a compressed HdrHistogram in base64: " + e.getMessage(), e);
    }
  }
}
