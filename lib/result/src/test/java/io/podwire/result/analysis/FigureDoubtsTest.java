package io.podwire.result.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.lab.measure.LatencyRecorder;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.MachineDraft;
import io.podwire.result.Result;
import io.podwire.result.analysis.FigureDoubts.Figure;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** A cell's p99 is 1.7 times its p50 here, its max 9 times. */
class FigureDoubtsTest {
  private final MachineDraft machine = MachineDraft.quiet();

  @Test
  void shouldDoubtAMedianThatTheClockCanHardlyMeasure() {
    assertThat(doubtful(59)).contains(Figure.P50); // 3 readings of 20 ns
    assertThat(doubtful(61)).doesNotContain(Figure.P50);
    noise("[5000]", 100, 20);
    assertThat(doubtful(290)).contains(Figure.P50); // 3 steps of 100 ns
    assertThat(doubtful(310)).doesNotContain(Figure.P50);
  }

  @Test
  void shouldDoubtAMaxNoLongerThanTheLargestGap() {
    assertThat(doubtful(550)).containsExactly(Figure.MAX);
    assertThat(doubtful(560)).isEmpty();
    machine.without("noise");
    assertThat(doubtful(550)).containsExactly(Figure.MAX);
    machine.without("noiseFloorNanos");
    assertThat(doubtful(550)).isEmpty();
  }

  @Test
  void shouldDoubtAP99ThatGapsAreFrequentEnoughToMake() {
    noise("[900000, 900000, 900000, 900000, 900000]", 10, 20);
    assertThat(doubtful(110_000)).contains(Figure.P99); // 10 of 910 messages in the look
    assertThat(doubtful(550_000)).isEmpty(); // longer than any gap
  }

  @Test
  void shouldNotDoubtTheP99OfManyMessagesForARareGap() {
    noise("[900000, 900000, 900000, 900000, 900000]", 10, 20);
    assertThat(doubtful(9_000)).doesNotContain(Figure.P99); // 10 of 11,000
    noise("[900000, 1000, 900, 800, 700]", 10, 20);
    assertThat(doubtful(110_000)).doesNotContain(Figure.P99); // 2 of 910
  }

  @Test
  void shouldDoubtTheP99OfManyMessagesForFrequentGaps() {
    gaps(600, 1_800); // 6,000 a second at each end, of a million messages with a p99 of 1.7 us
    assertThat(doubtful(1_000)).contains(Figure.P99);
    gaps(400, 1_800);
    assertThat(doubtful(1_000)).doesNotContain(Figure.P99);
    gaps(600, 1_600);
    assertThat(doubtful(1_000)).doesNotContain(Figure.P99);
  }

  @Test
  void shouldExpectOfALongRunWhatAShortLookSawOnce() {
    gaps(1, 5_000);
    assertThat(doubtful(540)).contains(Figure.MAX);
    ObjectNode tree = Json.mapper().valueToTree(cell(540));
    tree.put("durationNanos", 1_000_000); // a hundredth of the look: hardly ever
    Cell brief = Json.mapper().convertValue(tree, Cell.class);
    assertThat(new FigureDoubts(machine.environment()).of(brief)).doesNotContain(Figure.MAX);
  }

  private void gaps(int count, long nanos) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, count);
    noise("[%d]".formatted(nanos), 10, 20);
    machine.with(
        "noise",
        "{\"lookNanos\": 100000000, \"largestGapsNanos\": [%d], \"gapHistogram\": \"%s\", \"clockResolutionNanos\": 10, \"clockReadNanos\": 20}"
            .formatted(nanos, LatencyRecorder.encode(histogram)));
  }

  @Test
  void shouldCountThePacedMessagesThatQueueUpBehindAGap() {
    noise("[9000000, 1000]", 10, 20);
    CellDraft paced = CellDraft.of("shm", Boundary.CONTAINER, "a shm b").paced(95_000);
    assertThat(new FigureDoubts(machine.environment()).of(paced.measured()))
        .contains(Figure.P99); // 90 of 1000 each end
    assertThat(doubtful(95_000)).doesNotContain(Figure.P99);
  }

  @Test
  void shouldNotDoubtWhatHasNoLatency() {
    Cell stream = CellDraft.of("shm", Boundary.CONTAINER, "a shm b").stream(1000).measured();
    assertThat(new FigureDoubts(machine.environment()).of(stream)).isEmpty();
  }

  @Test
  void shouldMarkADoubtfulFigureAndSayWhatTheMarkMeans() {
    noise("[900000, 900000, 900000, 900000, 900000]", 10, 20_000);
    Result result = machine.result(cell(50_000), cell(2_000_000));
    assertThat(Report.render(result, Format.TABLE, Style.PLAIN))
        .containsPattern("~50\\.0us +~?85\\.\\dus +~45\\dus ")
        .containsPattern(" 2\\.00ms +3\\.40ms +18\\.0ms ");
    assertThat(Report.render(result, Format.MARKDOWN, Style.PLAIN)).contains("| ~50.0us |");
    assertThat(Doubts.of(result))
        .hasSize(2)
        .anyMatch(
            line ->
                line.startsWith("A p50 marked ~ is below 3 times what a reading")
                    && line.contains("(20.0us)"))
        .anyMatch(
            line ->
                line.startsWith("A max marked ~ is no longer")
                    && line.contains("(the largest 900us)"));
  }

  @Test
  void shouldExplainADoubtfulP99() {
    noise("[900000, 900000, 900000, 900000, 900000]", 10, 20);
    assertThat(Doubts.of(machine.result(cell(110_000))))
        .anyMatch(
            line ->
                line.startsWith("A p99 marked ~ is")
                    && line.contains("(50.0 of 187us or more a second on each core)"));
  }

  private void noise(String gaps, long resolutionNanos, long readNanos) {
    machine.with("noiseFloorNanos", gaps.replaceAll("\\[(\\d+).*", "$1"));
    machine.with(
        "noise",
        "{\"lookNanos\": 100000000, \"largestGapsNanos\": %s, \"clockResolutionNanos\": %d, \"clockReadNanos\": %d}"
            .formatted(gaps, resolutionNanos, readNanos));
  }

  private Set<Figure> doubtful(double p50Nanos) {
    return new FigureDoubts(machine.environment()).of(cell(p50Nanos));
  }

  private static Cell cell(double p50Nanos) {
    return CellDraft.of("shm", Boundary.CONTAINER, "producer-a shm consumer-a")
        .roundTrip(p50Nanos)
        .measured();
  }
}
