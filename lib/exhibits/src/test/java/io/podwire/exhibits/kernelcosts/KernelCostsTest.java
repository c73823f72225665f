package io.podwire.exhibits.kernelcosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Exhibits;
import io.podwire.exhibits.OverRounds;
import io.podwire.result.ExhibitResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KernelCostsTest {
  private static final Versus CHEAPER = new Versus(cost(100, 0, 50), cost(200, 2, 90));
  private static final Versus DEARER = new Versus(CHEAPER.socket(), CHEAPER.memory());

  @Test
  void shouldMeasureBothOverTheSameWorkloads() {
    ExhibitResult result = Exhibits.show(new KernelCosts());
    assertThat(result.verdict()).isNotBlank();
    for (String work : new String[] {"stream", "round trips, both ends sleeping"}) {
      for (String way :
          new String[] {": shared memory ", ": socket ", ": by the medians the socket takes x"}) {
        assertThat(result.evidence()).anyMatch(line -> line.startsWith(work) && line.contains(way));
      }
    }
  }

  @Test
  void shouldNoticeMemoryThatIsNotCheaper() {
    assertThat(KernelCosts.verdict(CHEAPER, CHEAPER, DEARER).holds()).isTrue();
    assertThat(KernelCosts.verdict(DEARER, CHEAPER, CHEAPER).holds()).isFalse();
    assertThat(KernelCosts.verdict(CHEAPER, DEARER, CHEAPER).holds()).isFalse();
  }

  @Test
  void shouldSayThatLatencyOfSpinningEndsIsMissing() {
    assertThat(KernelCosts.verdict(CHEAPER, null, CHEAPER).words()).contains("too busy");
  }

  @Test
  void shouldSayNothingOfWhatIsHidden() {
    Versus hidden = new Versus(unknown(100), unknown(200));
    assertThat(KernelCosts.verdict(hidden, null, hidden).words())
        .startsWith("CPU and system calls are hidden here");
    assertThat(hidden.memory().words()).contains("unknown of CPU").doesNotContain(" 0ns");
  }

  @Test
  void shouldSayWhereRoundsOfOneReachIntoThoseOfTheOther() {
    OverRounds wide = new OverRounds(50, 100, 300);
    Cost memory = new Cost(9, wide, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(KernelCosts.verdict(CHEAPER, new Versus(memory, unknown(200)), CHEAPER).words())
        .contains("latency (rounds of one reach into those of the other)");
  }

  private static Cost unknown(double nanos) {
    return new Cost(9, same(nanos), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Cost cost(double nanos, double calls, double cpuNanos) {
    return new Cost(
        9,
        same(nanos),
        Optional.of(same(calls)),
        Optional.of(same(cpuNanos)),
        Optional.of(same(0)));
  }

  private static OverRounds same(double value) {
    return new OverRounds(value, value, value);
  }
}
