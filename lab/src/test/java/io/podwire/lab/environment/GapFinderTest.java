package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class GapFinderTest {
  @Test
  void shouldFindTheLargestGapsInDescendingOrder() {
    LongSupplier clock = jumping(Map.of(10, 500L, 20, 9_000L, 30, 700L, 40, 600L));
    assertThat(new GapFinder(clock, 3).look(20_000)).containsExactly(9_000L, 700L, 600L);
  }

  @Test
  void shouldKeepEqualGaps() {
    LongSupplier clock = jumping(Map.of(10, 500L, 20, 500L));
    assertThat(new GapFinder(clock, 3).look(2_000)).containsExactly(500L, 500L, 1L);
  }

  @Test
  void shouldSeeAGapThatEndsTheLook() {
    LongSupplier clock = jumping(Map.of(5, 1_000_000L));
    assertThat(new GapFinder(clock, 1).look(1_000)).containsExactly(1_000_000L);
  }

  @Test
  void shouldStartAfreshWithEachLook() {
    GapFinder finder = new GapFinder(jumping(Map.of(5, 9_000L)), 2);
    assertThat(finder.look(100)).contains(9_000L);
    assertThat(finder.look(100)).containsExactly(1L, 1L);
  }

  @Test
  void shouldGiveFewerThanAskedWhereThereWereFewer() {
    assertThat(new GapFinder(jumping(Map.of()), 5).look(2)).isEqualTo(List.of(1L, 1L));
  }

  /** Steps by 1 ns, but by what the map says at that reading. */
  private static LongSupplier jumping(Map<Integer, Long> stepsByReading) {
    AtomicLong now = new AtomicLong();
    AtomicLong reading = new AtomicLong();
    return () -> now.addAndGet(stepsByReading.getOrDefault((int) reading.getAndIncrement(), 1L));
  }
}
