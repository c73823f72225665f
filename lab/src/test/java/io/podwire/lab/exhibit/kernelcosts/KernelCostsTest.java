package io.podwire.lab.exhibit.kernelcosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.exhibit.Exhibits;
import io.podwire.lab.report.ExhibitResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KernelCostsTest {
  private static final Versus CHEAPER =
      new Versus(new Cost(9, 100, 0, 50, 0), new Cost(9, 200, 2, 90, 0));
  private static final Versus DEARER = new Versus(CHEAPER.socket(), CHEAPER.memory());

  @Test
  void shouldMeasureBothOverTheSameWorkloads() {
    ExhibitResult result = Exhibits.show(new KernelCosts());
    assertThat(result.verdict()).isNotBlank();
    for (String work : new String[] {"stream", "round trips, both ends sleeping"}) {
      for (String way : new String[] {": shared memory ", ": socket ", ": the socket takes x"}) {
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
}
