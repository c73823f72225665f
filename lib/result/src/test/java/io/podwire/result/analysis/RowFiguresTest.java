package io.podwire.result.analysis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.Metric;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row says one thing: its figures are those of its rounds, and fit together. */
class RowFiguresTest {
  private static final String RELAYED = "producer-a shm sidecar-a tcp sidecar-b shm consumer-b";

  /** Both ends spin, so that the slow rounds take most CPU a message and the fast one the least. */
  private final Cell unequal =
      Rounds.together(
          List.of(
              spinning(200_000, 9_000, 1_000),
              spinning(1_000_000, 1_500, 400),
              spinning(8_000_000, 200, 50)));

  @Test
  void shouldKeepCoresBusyEqualToCpuTimesRate() {
    RowFigures row = new RowFigures(unequal);
    double perSecond = Metric.THROUGHPUT.of(unequal).orElseThrow();
    Cell.CpuNanosPerMessage cpu = requireNonNull(row.cpu());
    assertThat(row.coresBusy()).isCloseTo(cpu.sum() * perSecond / 1e9, within(1e-9));
    assertThat(row.coresBusy()).isCloseTo(1.9, within(0.01)); // of the round in the middle
    assertThat(requireNonNull(cpu.sender()) + requireNonNull(cpu.receiver()))
        .isCloseTo(cpu.sum(), within(1e-9));
  }

  @Test
  void shouldShowAFastRoundNoMoreThanAnother() {
    assertThat(requireNonNull(unequal.cpuNanosPerMessage()).sum()).isLessThan(700); // all pooled
    assertThat(requireNonNull(new RowFigures(unequal).cpu()).sum()).isCloseTo(1_900, within(1.0));
    assertThat(Report.render(SampleResult.of(List.of(unequal)), Format.MARKDOWN, Style.PLAIN))
        .contains("| 1.00M |", "| 1.90us = 1.50+0.40 | 1.90 |");
  }

  @Test
  void shouldShowTheMedianOfTheRoundsAsP99AndTheGreatestAsMax() {
    Cell cell =
        Rounds.together(
            List.of(tcp(10_000).measured(), tcp(40_000).measured(), tcp(12_000).measured()));
    assertThat(new RowFigures(cell).p99Nanos()).isBetween(20_300L, 20_500L);
    assertThat(requireNonNull(cell.latency()).maxNanos()).isGreaterThan(350_000);
    assertThat(Report.render(SampleResult.of(List.of(cell)), Format.MARKDOWN, Style.PLAIN))
        .contains("| 12.0us | 20.4us | 360us |");
  }

  @Test
  void shouldTakeTheMeanOfTheMiddleOfAnEvenNumber() {
    Cell cell = Rounds.together(List.of(spinning(1_000, 10, 30), spinning(1_000, 30, 50)));
    Cell.CpuNanosPerMessage cpu = requireNonNull(new RowFigures(cell).cpu());
    assertThat(cpu).isEqualTo(new Cell.CpuNanosPerMessage(20.0, 40.0, null));
  }

  @Test
  void shouldCountTheSidecarsWhereTheyRelay() {
    Cell relayed =
        CellDraft.of("tcp", Boundary.POD, RELAYED)
            .roundTrip(60_000)
            .cpu(100, 100)
            .relay(500)
            .measured();
    assertThat(relayed.systemCallsPerMessage()).isEqualTo(4); // of the ends
    RowFigures row = new RowFigures(relayed);
    assertThat(row.systemCalls()).isEqualTo(8);
    assertThat(row.contextSwitches()).isEqualTo(5);
    assertThat(row.allocatedBytes()).isEqualTo(0);
    Cell together = Rounds.together(List.of(relayed, relayed, relayed));
    assertThat(new RowFigures(together).systemCalls()).isEqualTo(8);
  }

  @Test
  void shouldLeaveOutASumOfWhichTheSidecarsPartIsNotKnown() {
    Cell relayed = CellDraft.of("tcp", Boundary.POD, RELAYED).roundTrip(60_000).measured();
    assertThat(relayed.systemCallsPerMessage()).isEqualTo(4);
    assertThat(new RowFigures(relayed).systemCalls()).isNull();
    assertThat(new RowFigures(tcp(10_000).measured()).systemCalls()).isEqualTo(4);
  }

  @Test
  void shouldNotMixRoundsWithAndWithoutTheSidecarsPart() {
    CellDraft draft = CellDraft.of("tcp", Boundary.POD, RELAYED).roundTrip(60_000);
    Cell unknown = draft.cpu(300, 300).measured();
    Cell cell =
        Rounds.together(List.of(unknown, unknown, draft.cpu(100, 100).relay(900).measured()));
    assertThat(new RowFigures(cell).cpu())
        .isEqualTo(new Cell.CpuNanosPerMessage(300.0, 300.0, null));
    Result result = SampleResult.of(List.of(cell));
    assertThat(ResultReader.parse(Report.render(result, Format.JSON, Style.PLAIN), "it"))
        .isEqualTo(result);
  }

  @Test
  void shouldShowAllRoundsTogetherOfAResultThatDidNotKeepThem() {
    ObjectNode tree = Json.mapper().valueToTree(unequal);
    tree.path("rounds").forEach(round -> ((ObjectNode) round).remove("usage"));
    Cell old = Json.mapper().convertValue(tree, Cell.class);
    RowFigures row = new RowFigures(old);
    assertThat(row.cpu()).isEqualTo(old.cpuNanosPerMessage());
    assertThat(row.coresBusy())
        .isCloseTo(
            requireNonNull(row.cpu()).sum() * requireNonNull(old.messagesPerSecond()) / 1e9,
            within(1e-9));
  }

  private static Cell spinning(long perSecond, long sender, long receiver) {
    return CellDraft.of("shm", Boundary.CONTAINER, "producer-a shm consumer-a").stream(perSecond)
        .spin()
        .cpu(sender, receiver)
        .measured();
  }

  private static CellDraft tcp(double nanos) {
    return CellDraft.of("tcp", Boundary.POD, "producer-a tcp consumer-b").roundTrip(nanos);
  }
}
