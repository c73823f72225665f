package io.podwire.exhibits.boundaryprice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.podwire.exhibits.Exhibits;
import io.podwire.exhibits.OtherContainer;
import io.podwire.exhibits.OtherNetwork;
import io.podwire.exhibits.OverRounds;
import io.podwire.exhibits.Verdict;
import io.podwire.ipc.WaitStrategy;
import io.podwire.result.Boundary;
import io.podwire.result.ExhibitResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BoundaryPriceTest {
  private static final List<String> MISSING = List.of("node and zone");

  @Test
  void shouldMeasureTheRungsOfThisMachineAndSayWhoMeasuresTheRest() {
    ExhibitResult result = Exhibits.show(new BoundaryPrice());
    assertThat(result.status()).as("%s", result).isNotEqualTo(ExhibitResult.Status.FAILED);
    for (String ladder : new String[] {"shm, block", "tcp, block"}) {
      assertThat(result.evidence())
          .anyMatch(line -> line.startsWith(ladder) && line.matches(".* thread .*, process .*"));
    }
    assertThat(result.evidence())
        .anyMatch(line -> line.startsWith("not measured here: ") && line.contains("node and zone"));
    assertThat(result.verdict()).contains("podwire cluster run");
  }

  @Test
  void shouldMeasureContainersAndPodsWhereNamespacesCanBeMade() {
    assumeThat(OtherContainer.refusal()).isEmpty();
    assumeThat(OtherNetwork.refusal()).isEmpty();
    ExhibitResult result = Exhibits.show(new BoundaryPrice());
    assertThat(result.evidence())
        .anyMatch(line -> line.startsWith("tcp, block") && line.matches(".*container .*, pod .*"))
        .anyMatch(line -> line.startsWith("shm, block") && line.contains("container"))
        .noneMatch(line -> line.startsWith("shm") && line.contains(", pod "));
  }

  @Test
  void shouldJudgeTheStepsThatWereMeasuredAndNoOthers() {
    Ladder rising = ladder("shm", 8_000, 9_500);
    Ladder wire = ladder("tcp", 15_000, 18_000, 21_000);
    Ladder level = ladder("tcp", 15_000, 15_000, 21_000);
    assertThat(BoundaryPrice.verdict(List.of(rising, wire), MISSING).holds()).isTrue();
    assertThat(BoundaryPrice.verdict(List.of(rising, wire), MISSING).words())
        .contains("Each of the 3 steps measured", "Not judged, as not measured: node and zone");
    Verdict contradicted = BoundaryPrice.verdict(List.of(rising, level), MISSING);
    assertThat(contradicted.holds()).isFalse();
    assertThat(contradicted.words())
        .contains("Of the 3 steps measured 1 did not", "tcp block from thread to process (x1)");
  }

  @Test
  void shouldNotCallAStepDearerIfTheRoundsOverlap() {
    Rung near = rung("shm", Boundary.THREAD, new OverRounds(90, 100, 130));
    assertThat(new Step(near, rung("shm", Boundary.PROCESS, new OverRounds(120, 140, 160))))
        .returns(false, Step::isDearer);
    assertThat(new Step(near, rung("shm", Boundary.PROCESS, new OverRounds(131, 140, 160))))
        .returns(true, Step::isDearer);
  }

  private static Ladder ladder(String mechanism, double... nanos) {
    List<Rung> rungs = new ArrayList<>();
    for (double one : nanos) {
      Boundary boundary = Boundary.values()[rungs.size()];
      rungs.add(rung(mechanism, boundary, new OverRounds(one, one, one)));
    }
    return new Ladder(rungs);
  }

  private static Rung rung(String mechanism, Boundary boundary, OverRounds nanos) {
    return new Rung(new Way(mechanism, WaitStrategy.BLOCK, boundary), nanos);
  }
}
