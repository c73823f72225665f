package io.podwire.exhibits.waking;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.exhibits.Exhibits;
import io.podwire.ipc.WaitStrategy;
import io.podwire.result.ExhibitResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WhenToReadTest {
  @Test
  void shouldLayCostAndDelayOfEveryWaySideBySide() {
    ExhibitResult result = Exhibits.show(new WhenToRead());
    for (WaitStrategy strategy : WaitStrategy.values()) {
      assertThat(result.evidence())
          .anyMatch(line -> line.startsWith(strategy.text() + ": 150 messages, noticed after"));
    }
    assertThat(result.status()).as("%s", result).isEqualTo(ExhibitResult.Status.SHOWN);
  }

  @Test
  void shouldNoticeAWayThatCostsNothing() {
    Waiting spin = waiting(WaitStrategy.SPIN, 200, 1_000_000, 0);
    Waiting block = waiting(WaitStrategy.BLOCK, 30_000, 9_000, 2);
    Waiting free = waiting(WaitStrategy.PARK, 100, 500, 0);
    assertThat(WhenToRead.verdict(List.of(spin, block)).holds()).isTrue();
    assertThat(WhenToRead.verdict(List.of(spin, block, free)).holds()).isFalse();
  }

  private static Waiting waiting(
      WaitStrategy strategy, long delayNanos, double cpuNanos, double systemCalls) {
    return new Waiting(strategy, 150, delayNanos, delayNanos, cpuNanos, 0.5, systemCalls);
  }
}
