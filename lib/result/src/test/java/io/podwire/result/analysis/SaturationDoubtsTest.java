package io.podwire.result.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Cell.Offered;
import io.podwire.result.CellDraft;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaturationDoubtsTest {
  @Test
  void shouldDoubtSharesOfARateThatVaries() {
    List<Cell> cells = List.of(saturated("fifo", 1_000, 2_000, 3_000), share("fifo"));
    assertThat(SaturationDoubts.of(cells))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence).startsWith("The rate at which fifo (50%) saturated varied"));
    assertThat(Doubts.of(SampleResult.of(cells)))
        .anyMatch(sentence -> sentence.contains("may be beyond saturation"));
  }

  @Test
  void shouldNotDoubtSharesOfASteadyRateOrOfAnotherChannels() {
    Cell steady = saturated("fifo", 2_000, 2_100, 2_200);
    assertThat(SaturationDoubts.of(List.of(steady, share("fifo")))).isEmpty();
    Cell other = saturated("uds", 1_000, 2_000, 3_000);
    assertThat(SaturationDoubts.of(List.of(steady, other, share("fifo")))).isEmpty();
  }

  @Test
  void shouldNotDoubtARateOfWhichNothingIsAShare() {
    assertThat(SaturationDoubts.of(List.of(saturated("fifo", 1_000, 2_000, 3_000)))).isEmpty();
  }

  private static Cell share(String mechanism) {
    return cell(mechanism, 1_000, new Offered(1_000, 0.5));
  }

  private static Cell saturated(String mechanism, long low, long middle, long high) {
    Offered all = new Offered(RunSpec.AT_ONCE_PER_SECOND, null);
    return Rounds.together(
        List.of(
            cell(mechanism, low, all), cell(mechanism, middle, all), cell(mechanism, high, all)));
  }

  private static Cell cell(String mechanism, long messages, Offered offered) {
    return CellDraft.of(mechanism, Boundary.PROCESS, "a " + mechanism + " b")
        .paced(10_000)
        .messages(messages)
        .measured()
        .withOffered(offered);
  }
}
