package io.podwire.lab.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClockCostTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void shouldFindTheStepOfACoarseClock() {
    assertThat(ClockCost.resolutionNanos(() -> now.addAndGet(7) / 1000 * 1000)).isEqualTo(1000);
  }

  @Test
  void shouldNotDivideByAClockThatStandsStill() {
    assertThat(ClockCost.resolutionNanos(() -> 5)).isZero();
    assertThat(ClockCost.readNanos(() -> 5)).isEqualTo(1);
  }

  @Test
  void shouldFindTheCostOfAReading() {
    assertThat(ClockCost.readNanos(() -> now.addAndGet(40))).isEqualTo(40);
  }

  @Test
  void shouldNotCountARareGapAsCost() {
    AtomicLong reading = new AtomicLong();
    assertThat(
            ClockCost.readNanos(
                () -> now.addAndGet(reading.incrementAndGet() % 1000 == 0 ? 5_000_000 : 40)))
        .isEqualTo(40);
  }

  @Test
  void shouldNotSeeStepsFinerThanAReadingOfThisMachinesClock() {
    long read = ClockCost.readNanos(System::nanoTime);
    assertThat(ClockCost.resolutionNanos(System::nanoTime)).isPositive();
    assertThat(read).isPositive();
  }
}
