package io.podwire.lab.environment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.measure.LatencyRecorder;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class NoiseProbeTest {
  @Test
  void shouldMeasureThisMachine() {
    Noise noise = NoiseProbe.measure(List.of());
    assertThat(noise.largestGapsNanos())
        .hasSizeLessThanOrEqualTo(5)
        .allMatch(gap -> gap > 0)
        .isSortedAccordingTo(Comparator.reverseOrder());
    Histogram gaps = LatencyRecorder.decode(requireNonNull(noise.gapHistogram()));
    assertThat(noise.floorNanos()).isEqualTo(gaps.getMaxValue());
    assertThat(gaps.getMean() * gaps.getTotalCount())
        .isLessThan(1.01 * noise.lookNanos() + gaps.getMaxValue());
    assertThat(noise.clockReadNanos()).isPositive();
  }

  @Test
  void shouldLookOnBothCores() {
    List<Integer> cores = AllowedCores.pair(new KernelFiles(java.nio.file.Path.of("/")));
    long looks = Math.max(1, cores.size());
    assertThat(NoiseProbe.measure(cores).lookNanos()).isEqualTo(looks * 100_000_000);
  }

  @Test
  void shouldLookOnceWhereACoreIsNotThere() {
    Noise noise = NoiseProbe.measure(List.of(100_000, 100_001));
    assertThat(noise.lookNanos()).isEqualTo(100_000_000);
    assertThat(noise.wakeNanos()).isNull();
  }

  @Test
  void shouldNotWakeACoreByItself() {
    assertThat(NoiseProbe.measure(List.of(0, 0)).wakeNanos()).isNull();
    assertThat(NoiseProbe.measure(List.of()).wakeNanos()).isNull();
  }
}
