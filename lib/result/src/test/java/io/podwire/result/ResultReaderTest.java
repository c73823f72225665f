package io.podwire.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.result.analysis.Comparison;
import io.podwire.result.text.ComparisonReport;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.ResultDocument;
import io.podwire.result.text.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultReaderTest {
  private static final String TEXT = Report.render(SampleResult.demo(), Format.JSON, Style.PLAIN);

  @TempDir Path directory;

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("base.json"), TEXT);
    assertThat(ResultReader.read(file)).isEqualTo(SampleResult.demo());
  }

  @Test
  void shouldShowControlCharactersOfAFileInsteadOfObeyingThem() throws IOException {
    Cell failed =
        CellDraft.of("shm", Boundary.PROCESS, "p shm c").failed("gone\u001b[2J\u2028away");
    String text = Report.render(SampleResult.of(List.of(failed)), Format.JSON, Style.PLAIN);
    Path file = Files.writeString(directory.resolve("strange.json"), text);
    assertThat(ResultReader.read(file).cells().getFirst().reason())
        .isEqualTo("gone\\u001b[2J\\u2028away");
    assertThat(ResultReader.parse(text, "it").cells()).containsExactly(failed);
  }

  @Test
  void shouldReadAResultFromBeforeNoiseAndDoubts() {
    ObjectNode tree = tree();
    tree.remove("doubts");
    ObjectNode environment = (ObjectNode) tree.path("environment");
    environment.remove(List.of("noise", "otherLoadCores", "during", "coreDistance"));
    Result old = ResultReader.parse(tree.toPrettyString(), "old.json");
    assertThat(old.cells()).isEqualTo(SampleResult.demo().cells());
    assertThat(old.environment().noise()).isNull();
    assertThat(old.environment().noiseFloorNanos()).isEqualTo(31_200);
    assertThat(Report.render(old, Format.TABLE, Style.PLAIN)).contains("Noise floor 31.2us");
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.read(directory.resolve("none.json")))
        .withMessageEndingWith("none.json: cannot be read: no such file or directory");
  }

  /** As editors and shells of other systems write it. */
  @Test
  void shouldReadAFileThatBeginsWithAByteOrderMark() throws IOException {
    Path file = Files.writeString(directory.resolve("marked.json"), "\ufeff" + TEXT);
    assertThat(ResultReader.read(file).cells()).isEqualTo(ResultReader.parse(TEXT, "").cells());
  }

  @Test
  void shouldRefuseBytesThatAreNoText() throws IOException {
    Path file = Files.write(directory.resolve("base.json"), new byte[] {(byte) 0xff, 0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.read(file))
        .withMessageContaining("it is no UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.5", "0.9", "0.999"})
  void shouldSayWhereATruncatedFileEnds(double part) {
    String cut = TEXT.substring(0, (int) (TEXT.length() * part));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(cut, "base.json"))
        .withMessageMatching("base.json:\\d+:\\d+: .*");
  }

  @Test
  void shouldRefuseAnEmptyFile() {
    refused("", "base.json: is empty");
  }

  @Test
  void shouldRefuseWhatIsNotAResult() {
    refused("{\"a\": 1}", "base.json: is not a result; it has no \"schema\": \"podwire.result/1\"");
  }

  @Test
  void shouldNameAnotherSchema() {
    refused(
        TEXT.replace("podwire.result/1", "podwire.result/2"),
        "base.json: its schema is podwire.result/2, and this podwire reads podwire.result/1");
  }

  @Test
  void shouldReadOfAnotherVersionWhatItKnows() throws IOException {
    ObjectNode tree = tree();
    tree.put("schema", "podwire.result/2");
    ((ObjectNode) tree.at("/cells/3")).put("speed", 1);
    Path file = Files.writeString(directory.resolve("next.json"), tree.toString());
    Result next = ResultReader.readAnyVersion(file);
    assertThat(next.cells()).isEqualTo(SampleResult.demo().cells());
    Comparison comparison = Comparison.of(SampleResult.demo(), next, 0.1);
    assertThat(comparison.verdict()).isEqualTo(Comparison.Verdict.FINE);
    assertThat(ComparisonReport.render(comparison, Format.TABLE, Style.PLAIN))
        .contains("Schema: base is podwire.result/1, new is podwire.result/2");
  }

  @Test
  void shouldRefuseOfAnotherVersionWhatItCannotCompare() throws IOException {
    ObjectNode tree = tree();
    tree.put("schema", "podwire.result/2");
    ((ObjectNode) tree.at("/cells/3")).remove("sizeBytes");
    Path file = Files.writeString(directory.resolve("next.json"), tree.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.readAnyVersion(file))
        .withMessageContaining("next.json")
        .withMessageContaining("sizeBytes");
    Path foreign = Files.writeString(directory.resolve("other.json"), "{\"schema\": \"other/1\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.readAnyVersion(foreign))
        .withMessageContaining("its schema is other/1");
  }

  @Test
  void shouldRefuseAFigureThatNoRoundReached() {
    Cell cell =
        Rounds.together(
            java.util.List.of(
                CellDraft.of("uds", Boundary.PROCESS, "a uds b").stream(1_000).measured(),
                CellDraft.of("uds", Boundary.PROCESS, "a uds b").stream(1_100).measured()));
    String text =
        Report.render(SampleResult.of(java.util.List.of(cell)), Format.JSON, Style.PLAIN)
            .replaceFirst("\"messagesPerSecond\" : 1000", "\"messagesPerSecond\" : 1090");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(text, "base.json"))
        .withMessageContaining("/cells/0/messagesPerSecond does not lie between its rounds");
  }

  @Test
  void shouldRefuseAHistogramOfOtherMessages() {
    ObjectNode tree = tree();
    Cell.Latency other = LatencySummary.of("round-trip", CellDraft.histogram(9_810, 500));
    ((ObjectNode) tree.at("/cells/0")).set("latency", Json.mapper().valueToTree(other));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(tree.toPrettyString(), "base.json"))
        .withMessageContaining(
            "/cells/0/latency/histogram holds 500 latencies, which does not agree with received");
  }

  @Test
  void shouldRefuseRoundsThatWereRewritten() {
    ObjectNode tree =
        Json.mapper().valueToTree(ResultDocument.of(SampleResult.of(java.util.List.of(uds()))));
    ((ObjectNode) tree.at("/cells/0/rounds/1")).put("p50Nanos", 11_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(tree.toString(), "base.json"))
        .withMessageStartingWith("base.json: /cellsSha256 does not agree with the cells");
    tree.remove("cellsSha256");
    tree.at("/cells/0/rounds").forEach(round -> ((ObjectNode) round).put("p50Nanos", 5_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(tree.toString(), "base.json"))
        .withMessageStartingWith(
            "base.json: /cells/0/rounds/p50Nanos of the rounds, 5000 to 5000, does not enclose that of all");
  }

  @Test
  void shouldReadAResultThatWasLaidOutAnew() {
    Result result = SampleResult.of(java.util.List.of(uds()));
    ObjectNode tree = Json.mapper().valueToTree(ResultDocument.of(result));
    assertThat(ResultReader.parse(tree.toString(), "base.json")).isEqualTo(result);
    tree.remove("cellsSha256");
    assertThat(ResultReader.parse(tree.toString(), "base.json")).isEqualTo(result);
  }

  @Test
  void shouldReadRoundsOfFewMessages() {
    for (int count = 1; count < 300; count += 7) {
      Cell cell = Rounds.together(java.util.List.of(few(count), few(count + 3), few(2 * count)));
      Result result = SampleResult.of(java.util.List.of(cell));
      String text = Report.render(result, Format.JSON, Style.PLAIN);
      assertThat(ResultReader.parse(text, "few.json")).isEqualTo(result);
    }
  }

  private static Cell few(int messages) {
    return CellDraft.of("uds", Boundary.PROCESS, "a uds b").roundTrip(1e9 / messages).measured();
  }

  private static Cell uds() {
    CellDraft draft = CellDraft.of("uds", Boundary.PROCESS, "a uds b");
    return Rounds.together(
        java.util.List.of(
            draft.roundTrip(10_000).cpu(1_000, 2_000).measured(),
            draft.roundTrip(20_000).cpu(2_000, 2_000).measured(),
            draft.roundTrip(30_000).cpu(5_000, 7_000).measured()));
  }

  @Test
  void shouldSayWhereAnUnknownFieldStands() {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at("/cells/3")).put("speed", 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(tree.toPrettyString(), "base.json"))
        .withMessageMatching("base.json:\\d+:\\d+: /cells/3/speed: .*")
        .withMessageNotContaining("io.podwire");
  }

  @Test
  void shouldRefuseWhatFollowsTheEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(TEXT + "{}", "base.json"))
        .withMessageMatching("base.json:\\d+:\\d+: .*");
  }

  @Test
  void shouldRefuseAFieldThatStandsTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ResultReader.parse(
                    TEXT.replaceFirst("\"lost\" : 0", "\"lost\" : 0, \"lost\" : 1"), "base.json"))
        .withMessageContaining("Duplicate field 'lost'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/cells/0; messagesPerSecond; 5e9; /cells/0/messagesPerSecond is 5.0E9, which does not agree",
        "/cells/0; bytesPerSecond; 1; /cells/0/bytesPerSecond is 1.0, which does not agree",
        "/cells/0; lost; null; /cells/0/lost is null",
        "/cells/0; sent; 9999999; /cells/0/lost is less than sent minus received",
        "/cells/0; durationNanos; 0; /cells/0/durationNanos must be positive",
        "/cells/0; boundary; \"moon\"; /cells/0/boundary: 'moon' is not a boundary",
        "/cells/0; verify; \"half\"; /cells/0/verify: 'half' is not a verify level",
        "/cells/0; reason; \"none\"; /cells/0/reason a measured cell has none",
        "/cells/0; path; [\"a\"]; /cells/0/path must alternate",
        "/cells/0; serviceLevel; \"best\"; /cells/0/serviceLevel 'best' is not",
        "/cells/0/latency; p99Nanos; 3; /cells/0/latency/p99Nanos is below p90Nanos",
        "/cells/0/latency; minNanos; 0.5; /cells/0/latency/minNanos",
        "/cells/0/latency; histogram; \"AAAA\"; /cells/0/latency/histogram: not a compressed",
        "/cells/0/latency; p99Nanos; 20000; /cells/0/latency/p99Nanos is 20000, which does not agree with the",
        "/cells/0/latency; maxNanos; 99999; /cells/0/latency/maxNanos is 99999, which does not agree with the",
        "/cells/0/latency; meanNanos; 5; /cells/0/latency/meanNanos is 5.0, which does not agree with the",
        "/cells/0; lost; 7; /cells/0/lost is 7, which does not agree with sent minus received plus",
        "/cells/0; unknown; 1; /cells/0/lost is 0, which does not agree with sent minus received plus",
        "/cells/0; corrupted; 99999999; /cells/0/corrupted is more than received",
        "/cells/0; systemCallsPerMessage; 1; /cells/0/systemCallsPerMessage is 1.0, which does not agree",
        "/cells/0/cpuNanosPerMessage; sender; 1; /cells/0/cpuNanosPerMessage/sender is 1.0, which does not",
        "/cells/0; reordered; 5; /cellsSha256 does not agree with the cells",
        "/environment/noise; gapHistogram; \"AAAA\"; /environment/noise/gapHistogram: not a compressed",
        "/environment/noise; largestGapsNanos; [1, 2]; /environment/noise/largestGapsNanos is not in desc",
        "/environment/noise; largestGapsNanos; [7, 2]; /environment/noise/largestGapsNanos does not begin",
        "/environment/noise; clockReadNanos; null; /environment/noise/clockReadNanos",
        "/environment/during; elapsedNanos; null; /environment/during/elapsedNanos",
        "/environment; coreDistance; \"near\"; /environment/coreDistance",
        "/cells/14; sent; 5; /cells/14/sent a cell that was not measured has no figures"
      })
  void shouldSayWhichEditedFieldIsWrong(String at, String field, String json, String expected)
      throws IOException {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at(at)).set(field, Json.mapper().readTree(json));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(tree.toPrettyString(), "base.json"))
        .withMessageContaining(expected)
        .withMessageStartingWith("base.json:")
        .withMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"mechanism", "lost", "unknown", "verify", "durationNanos"})
  void shouldSayWhichFieldIsMissing(String field) {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at("/cells/2")).remove(field);
    refused(tree.toPrettyString(), "base.json: /cells/2/" + field + " is missing");
  }

  @ParameterizedTest
  @CsvSource({"noise, lookNanos", "noise, largestGapsNanos", "during, elapsedNanos"})
  void shouldRefuseHalfAnEnvironment(String record, String field) {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at("/environment/" + record)).remove(field);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(tree.toPrettyString(), "base.json"))
        .withMessageContaining(record);
  }

  private static void refused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultReader.parse(text, "base.json"))
        .withMessage(message);
  }

  private static ObjectNode tree() {
    return Json.mapper().valueToTree(ResultDocument.of(SampleResult.demo()));
  }
}
