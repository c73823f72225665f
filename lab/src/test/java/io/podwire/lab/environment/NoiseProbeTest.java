package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseProbeTest {
  @Test
  void shouldMeasureThisMachine() {
    Noise noise = NoiseProbe.measure(List.of());
    assertThat(noise.largestGapsNanos())
        .hasSize(5)
        .allMatch(gap -> gap > 0)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(noise.floorNanos()).isEqualTo(noise.largestGapsNanos().getFirst());
    assertThat(noise.largestGapsNanos().stream().mapToLong(gap -> gap).sum())
        .isLessThan(noise.lookNanos() + noise.largestGapsNanos().getFirst());
    assertThat(noise.clockReadNanos()).isPositive();
  }

  @Test
  void shouldNotWakeACoreByItself() {
    assertThat(NoiseProbe.measure(List.of(0, 0)).wakeNanos()).isNull();
    assertThat(NoiseProbe.measure(List.of()).wakeNanos()).isNull();
  }
}
