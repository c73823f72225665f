package io.podwire.result;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void shouldKeepTheTailAndTheLossOfEveryRound() {
    Cell lossy = uds(10_000).wrong(new IntegrityCounts(2, 0, 0, 1, 0)).measured();
    Cell cell = Rounds.together(List.of(uds(8_000).measured(), lossy, uds(30_000).measured()));
    assertThat(cell.lost()).isEqualTo(2);
    assertThat(cell.corrupted()).isEqualTo(1);
    Cell.Latency latency = requireNonNull(cell.latency());
    assertThat(latency.maxNanos()).isGreaterThan(250_000); // of the last round
    assertThat(latency.minNanos()).isLessThanOrEqualTo(8_000); // of the first
    assertThat(LatencySummary.decode(latency.histogram()).getTotalCount())
        .isEqualTo(cell.received());
  }

  @Test
  void shouldAddTimesAndWeightByMessages() {
    Cell slow = uds(1).stream(1_000).cpu(900, 100).measured();
    Cell fast = uds(1).stream(3_000).cpu(100, 500).relay(40).measured();
    Cell cell = Rounds.together(List.of(slow, fast));
    assertThat(cell.received()).isEqualTo(4_000);
    assertThat(cell.messagesPerSecond()).isEqualTo(2_000);
    assertThat(cell.bytesPerSecond()).isEqualTo(2_000 * 64);
    Cell.CpuNanosPerMessage cpu = requireNonNull(cell.cpuNanosPerMessage());
    assertThat(cpu.sender()).isEqualTo((900 * 1_000 + 100 * 3_000) / 4_000.0);
    assertThat(cpu.receiver()).isEqualTo((100 * 1_000 + 500 * 3_000) / 4_000.0);
    assertThat(cpu.relay()).isNull(); // one round does not know it
    assertThat(requireNonNull(cell.usage()).sender())
        .isEqualTo(new Usage.End(cpu.sender(), 2.0, 3.0, 0.0, null, null));
  }

  @Test
  void shouldRankByTheMedianOfTheRounds() {
    Cell cell =
        Rounds.together(
            List.of(uds(11_000).measured(), uds(90_000).measured(), uds(10_000).measured()));
    Spread spread = Spread.of(Metric.P50, cell).orElseThrow();
    assertThat(spread.rounds()).isEqualTo(3);
    assertThat(spread.median()).isBetween(10_990.0, 11_010.0);
    assertThat(spread.low()).isBetween(9_990.0, 10_010.0);
    assertThat(spread.halfFraction()).isBetween(3.6, 3.7);
    assertThat(Metric.P50.of(cell)).hasValue(spread.median());
  }

  @Test
  void shouldTakeTheMeanOfTheMiddleOfAnEvenNumber() {
    Cell cell =
        Rounds.together(List.of(uds(1).stream(100).measured(), uds(1).stream(300).measured()));
    assertThat(Metric.THROUGHPUT.of(cell)).hasValue(200);
  }

  @Test
  void shouldHaveNoFigureWhereARoundHasNone() {
    Cell cell = Rounds.together(List.of(uds(10_000).measured(), uds(1).failed("peer gone")));
    assertThat(cell.status()).isEqualTo(Cell.Status.FAILED);
    assertThat(cell.reason()).isEqualTo("peer gone");
  }

  @Test
  void shouldLeaveASingleRoundAsItIs() {
    Cell only = uds(10_000).measured();
    assertThat(Rounds.together(List.of(only))).isSameAs(only);
    assertThat(only.rounds()).isNull();
  }

  @Test
  void shouldBeReadAsItWasWritten() {
    Cell cell =
        Rounds.together(
            List.of(uds(10_000).cpu(3, 4).measured(), uds(12_000).cpu(5, 6).measured()));
    String json = Report.render(SampleResult.of(List.of(cell)), Format.JSON, Style.PLAIN);
    assertThat(ResultReader.parse(json, "rounds.json").cells()).containsExactly(cell);
    assertThat(json).contains("\"rounds\"");
  }

  private static CellDraft uds(double nanos) {
    return CellDraft.of("uds", Boundary.PROCESS, "source uds sink").roundTrip(nanos);
  }
}
