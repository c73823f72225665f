package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.Test;

class GapFinderTest {
  @Test
  void shouldCountEveryGapByItsLength() {
    LongSupplier clock = jumping(Map.of(10, 500L, 20, 1_900L, 30, 700L, 40, 500L));
    assertThat(gaps(new GapFinder(clock, 100).look(20_000)))
        .containsExactly(500L, 500L, 700L, 1_900L);
  }

  @Test
  void shouldCountAThousandAlike() {
    AtomicLong now = new AtomicLong();
    Histogram gaps = new GapFinder(() -> now.addAndGet(300), 200).look(600_000);
    assertThat(gaps.getCountAtValue(300)).isEqualTo(1_000); // and as many readings after a gap
  }

  @Test
  void shouldTakeAReadingOfTheClockForNoGap() {
    assertThat(new GapFinder(jumping(Map.of(5, 99L)), 100).look(1_000).getTotalCount()).isZero();
  }

  @Test
  void shouldSeeAGapThatEndsTheLook() {
    LongSupplier clock = jumping(Map.of(5, 1_000_000L));
    assertThat(new GapFinder(clock, 100).look(1_000).getMaxValue()).isBetween(999_000L, 1_001_000L);
  }

  @Test
  void shouldStartAfreshWithEachLook() {
    GapFinder finder = new GapFinder(jumping(Map.of(5, 1_900L)), 100);
    assertThat(finder.look(100).getTotalCount()).isEqualTo(1);
    assertThat(finder.look(100).getTotalCount()).isZero();
  }

  private static List<Long> gaps(Histogram histogram) {
    List<Long> gaps = new ArrayList<>();
    for (HistogramIterationValue value : histogram.recordedValues()) {
      for (long i = 0; i < value.getCountAddedInThisIterationStep(); i++) {
        gaps.add(value.getValueIteratedTo());
      }
    }
    return gaps;
  }

  /** Steps by 1 ns, but by what the map says at that reading. */
  private static LongSupplier jumping(Map<Integer, Long> stepsByReading) {
    AtomicLong now = new AtomicLong();
    AtomicLong reading = new AtomicLong();
    return () -> now.addAndGet(stepsByReading.getOrDefault((int) reading.getAndIncrement(), 1L));
  }
}
