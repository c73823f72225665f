package io.podwire.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
  private final LatencyRecorder recorder = new LatencyRecorder();

  @Test
  void shouldKeepThreeDigitsThroughItsText() {
    for (long nanos = 1; nanos <= 1000; nanos++) {
      recorder.record(nanos * 1000);
    }
    Histogram histogram = LatencyRecorder.decode(recorder.encode());
    assertThat(histogram.getTotalCount()).isEqualTo(1000);
    assertThat(histogram.getValueAtPercentile(50)).isBetween(499_000L, 501_000L);
    assertThat(histogram.getMaxValue()).isBetween(1_000_000L, 1_001_000L);
  }

  @Test
  void shouldTakeWhatIsOutOfRangeForItsEnds() {
    recorder.record(-5);
    recorder.record(Long.MAX_VALUE);
    Histogram histogram = LatencyRecorder.decode(recorder.encode());
    assertThat(histogram.getTotalCount()).isEqualTo(2);
    assertThat(histogram.getMinValue()).isZero();
    assertThat(histogram.getMaxValue()).isBetween(100_000_000_000L, 100_100_000_000L);
  }

  @Test
  void shouldRefuseOtherText() {
    assertThatThrownBy(() -> LatencyRecorder.decode("bm8gaGlzdG9ncmFt"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LatencyRecorder.decode("?"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
