package io.podwire.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.lab.workload.EndReport;
import io.podwire.result.analysis.Advice;
import io.podwire.result.analysis.BoundaryPrice;
import io.podwire.result.analysis.Comparison;
import io.podwire.result.analysis.ComparisonPair;
import io.podwire.result.analysis.Section;
import io.podwire.result.analysis.SectionTitle;
import io.podwire.result.text.ComparisonReport;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One way and there and back are two figures: never in one column, ranking, price or change. */
class LatencyKindTest {
  private static final String PATH = "producer-a tcp consumer-b";

  @Test
  void shouldNotTakeAOneWayLatencyBetweenTwoClocks() {
    Place apart = new Place("tcp", Boundary.NODE, List.of(PATH.split(" ")), "raw", false);
    Cell cell =
        Cells.measured(apart, tcp().paced(1_000).run(), end("SOURCE", ""), sinkWithLatency(), null);
    assertThat(cell.isMeasured()).isTrue();
    assertThat(cell.latency()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"round-trip, one-way", "paced, round-trip"})
  void shouldRefuseToReadALatencyThatIsNotItsPatterns(String pattern, String kind) {
    CellDraft draft = pattern.equals("paced") ? tcp().paced(1_000) : tcp().roundTrip(1_000);
    String text = Report.render(result(as(kind, draft)), Format.JSON, Style.PLAIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(text, "base.json"))
        .withMessage(
            "base.json: /cells/0/latency/kind is %s, which is not what the pattern %s measures"
                .formatted(kind, pattern));
  }

  @Test
  void shouldGiveEachKindASectionOfItsOwn() {
    Result mixed = result(as("one-way", tcp().roundTrip(1_000)), uds().roundTrip(5_000).measured());
    assertThat(Section.of(mixed))
        .allSatisfy(section -> assertThat(section.rows()).hasSize(1))
        .extracting(SectionTitle::of)
        .containsExactly("Round trip of 64 B", "Round trip of 64 B, latency one way");
    assertThat(Section.of(mixed))
        .allSatisfy(
            section -> assertThat(section.rows().getFirst().cost().orElseThrow()).isEqualTo(1));
    assertThat(Advice.of(mixed)).containsExactly("There is nothing to choose between here.");
  }

  @Test
  void shouldSayThatAPacedLatencyIsThereAndBack() {
    Section section = Section.of(result(as("round-trip", tcp().paced(1_000)))).getFirst();
    assertThat(SectionTitle.of(section))
        .isEqualTo("Paced messages of 64 B, latency there and back");
    assertThat(SectionTitle.explanation(section))
        .startsWith("There and back at a fixed rate, from when it should have left.");
  }

  @Test
  void shouldKeepACellWithoutLatencyWithThoseOfItsPattern() {
    Cell failed = uds().paced(1).failed("peer gone");
    List<Section> sections = Section.of(result(tcp().paced(1_000).measured(), failed));
    assertThat(sections).singleElement().satisfies(all -> assertThat(all.rows()).hasSize(2));
  }

  @Test
  void shouldSayWhyAPacedRowHasNoLatency() {
    Section section = Section.of(result(without(tcp().paced(1_000)))).getFirst();
    assertThat(section.rows().getFirst().cost()).isEmpty();
    assertThat(SectionTitle.explanation(section))
        .endsWith(" No latency where the two ends read different clocks.");
  }

  @Test
  void shouldNotPriceABoundaryByALatencyOfOneWay() {
    Cell near =
        CellDraft.of("tcp", Boundary.POD, "producer-a tcp consumer-c").roundTrip(9_000).measured();
    assertThat(BoundaryPrice.of(result(near, tcp().roundTrip(20_000).measured()))).hasSize(1);
    assertThat(BoundaryPrice.of(result(near, as("one-way", tcp().roundTrip(20_000))))).isEmpty();
  }

  @Test
  void shouldNotCompareLatenciesOfTwoKinds() {
    Comparison comparison =
        Comparison.of(
            result(as("one-way", tcp().roundTrip(5_000))),
            result(tcp().roundTrip(10_000).measured()),
            0.1);
    assertFallsBack(comparison, "latency is one-way in base and round-trip in new");
  }

  @Test
  void shouldSayWhenOnlyOneHasALatency() {
    Comparison comparison =
        Comparison.of(
            result(tcp().paced(5_000).measured()), result(without(tcp().paced(5_000))), 0.1);
    assertFallsBack(comparison, "latency is one-way in base and not known in new");
  }

  @Test
  void shouldNotMissALatencyThatNeitherHas() {
    Cell apart = without(tcp().paced(5_000));
    Comparison comparison = Comparison.of(result(apart), result(apart), 0.1);
    assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.FINE);
    assertFallsBack(comparison, "latency is not known in base and not known in new");
  }

  private static void assertFallsBack(Comparison comparison, String why) {
    ComparisonPair pair = comparison.pairs().getFirst();
    assertThat(pair.metric()).isEqualTo(Metric.THROUGHPUT);
    assertThat(pair.reason()).isEqualTo(why + ": messages per second are compared instead");
    for (Format format : List.of(Format.TABLE, Format.MARKDOWN, Format.JSON)) {
      String text = ComparisonReport.render(comparison, format, Style.PLAIN);
      assertThat(text.replaceAll("\\s+", " "))
          .contains(format == Format.JSON ? pair.reason() : "Not by latency: tcp")
          .contains(why);
    }
  }

  private static CellDraft tcp() {
    return CellDraft.of("tcp", Boundary.NODE, PATH);
  }

  private static CellDraft uds() {
    return CellDraft.of("uds", Boundary.NODE, "producer-a uds consumer-b");
  }

  private static Result result(Cell... cells) {
    return SampleResult.of(List.of(cells));
  }

  /** The cell of a foreign result that calls its latency so. */
  private static Cell as(String kind, CellDraft draft) {
    ObjectNode tree = Json.mapper().valueToTree(draft.measured());
    ((ObjectNode) tree.path("latency")).put("kind", kind);
    return read(tree.toString(), Cell.class);
  }

  private static Cell without(CellDraft draft) {
    ObjectNode tree = Json.mapper().valueToTree(draft.measured());
    tree.remove("latency");
    return read(tree.toString(), Cell.class);
  }

  private static EndReport sinkWithLatency() {
    return end("SINK", ", \"histogram\": \"%s\"".formatted(CellDraft.histogram(1_000, 1_000)));
  }

  private static EndReport end(String role, String more) {
    return read(
        "{\"role\": \"%s\", \"messages\": 9, \"firstNanos\": 1, \"lastNanos\": 99%s}"
            .formatted(role, more),
        EndReport.class);
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
