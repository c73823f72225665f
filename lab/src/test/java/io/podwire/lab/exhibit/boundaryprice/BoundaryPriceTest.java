package io.podwire.lab.exhibit.boundaryprice;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.exhibit.Exhibits;
import io.podwire.lab.report.ExhibitResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoundaryPriceTest {
  @Test
  void shouldMeasureTheRungsOfThisMachineAndSayWhoMeasuresTheRest() {
    ExhibitResult result = Exhibits.show(new BoundaryPrice());
    assertThat(result.verdict()).isNotBlank();
    assertThat(result.evidence())
        .anyMatch(line -> line.startsWith("shm, block") && line.contains("two processes"))
        .anyMatch(line -> line.startsWith("tcp, block") && line.contains("two processes"))
        .anyMatch(line -> line.contains("podwire cluster run"));
  }

  @Test
  void shouldNoticeALadderThatDoesNotRise() {
    Rung memory = new Rung("shm", WaitStrategy.BLOCK, 8_000, 9_500);
    Rung wire = new Rung("tcp", WaitStrategy.BLOCK, 15_000, 18_000);
    Rung magic = new Rung("tcp", WaitStrategy.SPIN, 15_000, 7_000);
    Rung level = new Rung("shm", WaitStrategy.BLOCK, 9_000, 9_000);
    assertThat(BoundaryPrice.verdict(List.of(memory, wire)).holds()).isTrue();
    assertThat(BoundaryPrice.verdict(List.of(level, wire)).holds()).isFalse();
    assertThat(BoundaryPrice.verdict(List.of(memory, wire, magic)).holds()).isFalse();
  }
}
