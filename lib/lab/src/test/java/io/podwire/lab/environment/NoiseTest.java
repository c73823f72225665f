package io.podwire.lab.environment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.measure.LatencyRecorder;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final long LOOK_NANOS = 100_000_000;

  @Test
  void shouldTellHowOftenGapsOfALengthCome() {
    Noise noise = noise(400, 1_500, 1_500, 1_900);
    assertThat(noise.gaps().perSecond(1_500, gap -> 1)).isEqualTo(30);
    assertThat(noise.gaps().perSecond(1_600, gap -> 1)).isEqualTo(10);
    assertThat(noise.gaps().perSecond(2_000, gap -> 1)).isZero();
    assertThat(noise.gaps().perSecond(1_500, gap -> gap - 1_400)).isEqualTo(10 * (100 + 100 + 500));
  }

  @Test
  void shouldCountTheLargestWhereNoMoreIsKnown() {
    Noise old = new Noise(LOOK_NANOS, List.of(900L, 800L), null, 10, 20, null);
    assertThat(old.gaps().perSecond(850, gap -> 1)).isEqualTo(10);
  }

  @Test
  void shouldCountTwoLooksTogether() {
    Noise both = noise(400, 1_500).plus(noise(500, 1_900));
    assertThat(both.lookNanos()).isEqualTo(2 * LOOK_NANOS);
    assertThat(both.largestGapsNanos()).containsExactly(1_900L, 1_500L);
    assertThat(both.floorNanos()).isEqualTo(1_900);
    assertThat(both.gaps().perSecond(450, gap -> 1)).isEqualTo(15); // three gaps in 200 ms
    assertThat(LatencyRecorder.decode(requireNonNull(both.gapHistogram())).getTotalCount())
        .isEqualTo(4);
  }

  private static Noise noise(long... gapsNanos) {
    Histogram gaps = new Histogram(3);
    for (long gap : gapsNanos) {
      gaps.recordValue(gap);
    }
    List<Long> largest =
        java.util.Arrays.stream(gapsNanos)
            .boxed()
            .sorted(java.util.Comparator.reverseOrder())
            .limit(2)
            .toList();
    return new Noise(LOOK_NANOS, largest, LatencyRecorder.encode(gaps), 10, 20, null);
  }
}
