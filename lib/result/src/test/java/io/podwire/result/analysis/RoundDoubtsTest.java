package io.podwire.result.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundDoubtsTest {
  @Test
  void shouldNameTheCellsWhoseRoundsVaryMost() {
    Cell wide = Rounds.together(List.of(fifo(10_000), fifo(20_000), fifo(30_000)));
    assertThat(RoundDoubts.of(List.of(wide, fifo(10_000))))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .startsWith(
                        "1 of 2 cells vary by more than 25% between their rounds, most of all fifo"
                            + " block (process round-trip, 50%)"));
    assertThat(Doubts.of(SampleResult.of(List.of(wide))))
        .anyMatch(sentence -> sentence.contains("between their rounds"));
  }

  @Test
  void shouldNotDoubtWhatVariesLittleOrHasNoRounds() {
    Cell narrow = Rounds.together(List.of(fifo(10_000), fifo(11_000), fifo(10_500)));
    assertThat(RoundDoubts.of(List.of(narrow, fifo(99_000)))).isEmpty();
  }

  private static Cell fifo(double nanos) {
    return CellDraft.of("fifo", Boundary.PROCESS, "a fifo b").roundTrip(nanos).measured();
  }
}
