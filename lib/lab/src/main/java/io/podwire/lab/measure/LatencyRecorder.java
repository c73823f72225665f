package io.podwire.lab.measure;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Records latencies from 1 ns to 100 s with three significant digits; longer ones count as 100 s.
 * For one thread; recording allocates nothing.
 */
public final class LatencyRecorder {
  private static final long MAX_NANOS = 100_000_000_000L;
  private static final int SIGNIFICANT_DIGITS = 3;

  /**
   * So far the histogram tells every nanosecond apart, and so does an array, which costs a round
   * trip in memory a tenth less.
   */
  private static final int SHORT_NANOS = 2048;

  private final Histogram histogram = new Histogram(MAX_NANOS, SIGNIFICANT_DIGITS);
  private final long[] shortCounts = new long[SHORT_NANOS];

  /** Records one latency in ns; what is negative counts as 0. */
  public void record(long nanos) {
    if (nanos >= 0 && nanos < SHORT_NANOS) {
      shortCounts[(int) nanos]++;
    } else {
      histogram.recordValue(Math.clamp(nanos, 0, MAX_NANOS));
    }
  }

  /** How many were recorded. */
  public long count() {
    return whole().getTotalCount();
  }

  private Histogram whole() {
    for (int nanos = 0; nanos < SHORT_NANOS; nanos++) {
      if (shortCounts[nanos] != 0) {
        histogram.recordValueWithCount(nanos, shortCounts[nanos]);
        shortCounts[nanos] = 0;
      }
    }
    return histogram;
  }

  /** Forgets all. */
  public void reset() {
    histogram.reset();
    Arrays.fill(shortCounts, 0);
  }

  /** All that was recorded, compressed and in base64, as {@link #decode} reads it. */
  public String encode() {
    return encode(whole());
  }

  /** A histogram, compressed and in base64, as {@link #decode} reads it. */
  public static String encode(Histogram histogram) {
    ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(bytes);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Histogram decode(String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("not a compressed HdrHistogram in base64", e);
    }
  }
}
