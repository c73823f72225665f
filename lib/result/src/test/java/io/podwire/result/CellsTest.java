package io.podwire.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellsTest {
  private static final CellDraft STREAM =
      CellDraft.of("shm", Boundary.CONTAINER, "producer-a shm consumer-a").stream(1);
  private static final CellDraft PACED =
      CellDraft.of("shm", Boundary.CONTAINER, "producer-a shm consumer-a").paced(1000);

  @Test
  void shouldRunFromFirstSendToLastReceipt() {
    Cell cell = cell(STREAM.place(), source(100, 1_000), sink(100, 3_000, IntegrityCounts.NONE));
    assertThat(cell.durationNanos()).isEqualTo(2_900);
    assertThat(cell.messagesPerSecond()).isEqualTo(100 * 1e9 / 2_900);
    assertThat(cell.bytesPerSecond()).isEqualTo(64 * 100 * 1e9 / 2_900);
  }

  @Test
  void shouldNotSubtractTimesOfTwoClocks() {
    Place apart = new Place("tcp", Boundary.NODE, STREAM.place().path(), "raw", false);
    Cell cell = cell(apart, source(100, 1_000), sink(100, 700, IntegrityCounts.NONE));
    assertThat(cell.durationNanos()).isEqualTo(900);
  }

  @Test
  void shouldFailWhenClocksContradictEachOther() {
    Cell cell = cell(STREAM.place(), source(100, 1_000), sink(100, 50, IntegrityCounts.NONE));
    assertThat(cell.status()).isEqualTo(Cell.Status.FAILED);
    assertThat(cell.reason()).contains("50 ns before the first send");
  }

  @Test
  void shouldFailWhenNothingArrived() {
    Cell cell = cell(STREAM.place(), source(100, 1_000), sink(0, 3_000, IntegrityCounts.NONE));
    assertThat(cell.status()).isEqualTo(Cell.Status.FAILED);
    assertThat(cell.reason()).isEqualTo("no message arrived (100 sent)");
    assertThat(cell.sent()).isNull();
  }

  @Test
  void shouldCountAsLostWhatWasSentAndIsNotThere() {
    Cell cell = cell(STREAM.place(), source(100, 1_000), sink(97, 3_000, null));
    assertThat(cell.lost()).isEqualTo(3);
    assertThat(cell.isClean()).isFalse();
  }

  @Test
  void shouldKeepTheHistoryOfTheSinkWhereItSawMore() {
    IntegrityCounts seen = new IntegrityCounts(2, 2, 1, 1, 0);
    Cell cell = cell(STREAM.place(), source(100, 1_000), sink(100, 3_000, seen));
    assertThat(cell.lost()).isEqualTo(2);
    assertThat(cell.duplicated()).isEqualTo(2);
    assertThat(cell.wrong()).isEqualTo(6);
    assertThat(cell.unknown()).isZero();
  }

  @Test
  void shouldCallUnknownWhatWasNeverSent() {
    Cell cell = cell(STREAM.place(), source(100, 1_000), sink(103, 3_000, null));
    assertThat(cell.unknown()).isEqualTo(3);
    assertThat(cell.isClean()).isFalse();
  }

  @Test
  void shouldLeaveOutWhatOneEndCouldNotMeasure() {
    EndReport source = source(100, 1_000);
    EndReport sink =
        new EndReport(
            EndSpec.Role.SINK,
            100,
            null,
            200,
            3_000,
            null,
            null,
            5_000L,
            null,
            50L,
            null,
            null,
            7L);
    Cell cell = Cells.measured(STREAM.place(), STREAM.run(), source, sink, null);
    assertThat(cell.contextSwitchesPerMessage()).isNull();
    assertThat(cell.systemCallsPerMessage()).isEqualTo(1.5);
    assertThat(cell.cpuNanosPerMessage()).isEqualTo(new Cell.CpuNanosPerMessage(null, 50.0, null));
    assertThat(cell.usage())
        .isEqualTo(
            new Usage(
                new Usage.End(null, 0.1, 1.0, null, null, null),
                new Usage.End(50.0, null, 0.5, null, null, 7L),
                null));
  }

  @Test
  void shouldTakeTheLatencyOfAPacedRunFromItsSink() {
    Cell.Latency latency = java.util.Objects.requireNonNull(PACED.measured().latency());
    assertThat(latency.kind()).isEqualTo("one-way");
    assertThat(latency.p50Nanos()).isEqualTo(1000);
    assertThat(latency.maxNanos()).isBetween(9_000L, 9_010L);
  }

  private static Cell cell(Place place, EndReport source, EndReport sink) {
    return Cells.measured(place, STREAM.run(), source, sink, null);
  }

  private static EndReport source(long sent, long lastNanos) {
    return new EndReport(
        EndSpec.Role.SOURCE,
        sent,
        sent,
        100,
        lastNanos,
        null,
        null,
        null,
        10L,
        100L,
        null,
        null,
        null);
  }

  private static EndReport sink(
      long received, long lastNanos, @Nullable IntegrityCounts integrity) {
    return new EndReport(
        EndSpec.Role.SINK,
        received,
        null,
        200,
        lastNanos,
        null,
        integrity,
        null,
        20L,
        50L,
        null,
        null,
        null);
  }
}
