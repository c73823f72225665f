package io.podwire.result.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.podwire.lab.Json;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.EnvironmentProbe;
import io.podwire.lab.environment.Noise;
import io.podwire.lab.environment.RunConditions;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.MachineDraft;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import io.podwire.result.Usage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResultSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Result.class.getResourceAsStream("podwire.result-1.schema.json"));
  private static final int MEASURED = 0;
  private static final int RELAYED = 11;
  private static final int FORBIDDEN = 14;

  @Test
  void shouldAcceptWhatIsWritten() {
    assertThat(problems(tree())).isEmpty();
  }

  @Test
  void shouldKeepTheOrderOfTheDesign() {
    assertThat(tree().path("cells").path(RELAYED).fieldNames())
        .toIterable()
        .containsExactly(
            "mechanism",
            "boundary",
            "path",
            "channel",
            "pattern",
            "sizeBytes",
            "wait",
            "serviceLevel",
            "status",
            "verify",
            "sent",
            "received",
            "lost",
            "duplicated",
            "reordered",
            "corrupted",
            "unknown",
            "durationNanos",
            "messagesPerSecond",
            "bytesPerSecond",
            "latency",
            "cpuNanosPerMessage",
            "contextSwitchesPerMessage",
            "systemCallsPerMessage",
            "allocatedBytesPerMessage",
            "usage",
            "warmupNanos",
            "roundNanos");
    assertThat(tree().fieldNames())
        .toIterable()
        .containsExactly(
            "schema", "startedAt", "environment", "cells", "cellsSha256", "rows", "doubts");
  }

  @ParameterizedTest
  @MethodSource("required")
  void shouldRefuseAMeasuredCellWithout(String field) {
    ObjectNode tree = tree();
    cell(tree, MEASURED).remove(field);
    assertThat(problems(tree)).isNotEmpty();
  }

  static Stream<String> required() {
    return Stream.of(
        "mechanism",
        "boundary",
        "path",
        "channel",
        "pattern",
        "sizeBytes",
        "wait",
        "serviceLevel",
        "status",
        "verify",
        "sent",
        "received",
        "lost",
        "duplicated",
        "reordered",
        "corrupted",
        "unknown",
        "durationNanos",
        "messagesPerSecond",
        "bytesPerSecond");
  }

  @ParameterizedTest
  @MethodSource("required")
  void shouldRefuseNullFor(String field) {
    ObjectNode tree = tree();
    cell(tree, MEASURED).putNull(field);
    assertThat(problems(tree)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mechanism, ''", "boundary, cluster", "pattern, burst", "wait, sleep", "serviceLevel, best",
    "status, done", "verify, some", "reason, why", "note, more", "channel, ''"
  })
  void shouldRefuseAMeasuredCellWith(String field, String text) {
    ObjectNode tree = tree();
    cell(tree, MEASURED).put(field, text);
    assertThat(problems(tree)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "sent, -1",
    "received, 0",
    "lost, -1",
    "durationNanos, 0",
    "messagesPerSecond, 0",
    "sizeBytes, -1"
  })
  void shouldRefuseANumberOutOfRange(String field, long value) {
    ObjectNode tree = tree();
    cell(tree, MEASURED).put(field, value);
    assertThat(problems(tree)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void shouldRefuseAForbiddenCellWith(String figure) {
    ObjectNode tree = tree();
    cell(tree, FORBIDDEN).set(figure, cell(tree, RELAYED).get(figure));
    assertThat(problems(tree)).isNotEmpty();
  }

  static Stream<String> figures() {
    return Stream.of(
        "verify",
        "sent",
        "lost",
        "durationNanos",
        "messagesPerSecond",
        "latency",
        "cpuNanosPerMessage",
        "systemCallsPerMessage");
  }

  @Test
  void shouldRefuseAForbiddenCellWithoutAReason() {
    ObjectNode tree = tree();
    cell(tree, FORBIDDEN).remove("reason");
    assertThat(problems(tree)).isNotEmpty();
  }

  @Test
  void shouldRefuseAOneWayLatencyInARoundTrip() {
    ObjectNode tree = tree();
    ((ObjectNode) cell(tree, MEASURED).get("latency")).put("kind", "one-way");
    assertThat(problems(tree)).isNotEmpty();
  }

  @Test
  void shouldRefuseAnotherVersion() {
    assertThat(problems(tree().put("schema", "podwire.result/2"))).isNotEmpty();
  }

  @Test
  void shouldAcceptWhatWasWrittenBeforeNoiseAndDoubts() {
    ObjectNode tree = tree();
    tree.remove("doubts");
    ((ObjectNode) tree.path("environment")).remove(List.of("noise", "otherLoadCores", "during"));
    assertThat(problems(tree)).isEmpty();
  }

  @Test
  void shouldAcceptRoundsWithWhatEachOfThemTook() {
    Cell round =
        CellDraft.of("uds", Boundary.PROCESS, "a uds b").roundTrip(9_000).cpu(1, 2).measured();
    Result result = SampleResult.of(List.of(Rounds.together(List.of(round, round))));
    ObjectNode tree = Json.mapper().valueToTree(ResultDocument.of(result));
    assertThat(tree.at("/cells/0/rounds/0/usage/sender").isObject()).isTrue();
    assertThat(problems(tree)).isEmpty();
    ((ObjectNode) tree.at("/cells/0/rounds/0/usage")).put("relays", 1);
    assertThat(problems(tree)).isNotEmpty();
  }

  @Test
  void shouldAcceptTheNoiseOfThisMachine() {
    Environment here = EnvironmentProbe.probePinned(List.of());
    Result sample = SampleResult.demo();
    Result result = new Result(sample.schema(), sample.startedAt(), here, sample.cells());
    assertThat(problems(Json.mapper().valueToTree(ResultDocument.of(result)))).isEmpty();
    assertThat(ResultReader.parse(Report.render(result, Format.JSON, Style.PLAIN), "here"))
        .isEqualTo(result);
  }

  @Test
  void shouldAcceptPinnedEnds() {
    Result result = MachineDraft.quiet().result(SampleResult.demo().cells().getFirst());
    assertThat(problems(Json.mapper().valueToTree(ResultDocument.of(result)))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"noise, clockReadNanos", "during, elapsedNanos"})
  void shouldRefuseHalfAnEnvironment(String record, String field) {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at("/environment/" + record)).remove(field);
    assertThat(problems(tree)).isNotEmpty();
  }

  @Test
  void shouldDescribeEveryFieldOfTheModel() {
    assertThat(properties("environment")).isEqualTo(components(Environment.class));
    assertThat(properties("cell")).isEqualTo(components(Cell.class));
    assertThat(properties("noise")).isEqualTo(components(Noise.class));
    assertThat(properties("usage")).isEqualTo(components(Usage.class));
    assertThat(properties("end")).isEqualTo(components(Usage.End.class));
    assertThat(properties("runConditions")).isEqualTo(components(RunConditions.class));
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.equals("waitStrategy") ? "wait" : name)
        .toList();
  }

  private static List<String> properties(String definition) {
    JsonNode properties = SCHEMA.getSchemaNode().at("/$defs/" + definition + "/properties");
    return properties.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  private static Set<ValidationMessage> problems(JsonNode tree) {
    return SCHEMA.validate(tree);
  }

  private static ObjectNode tree() {
    return Json.mapper().valueToTree(ResultDocument.of(SampleResult.demo()));
  }

  private static ObjectNode cell(ObjectNode tree, int index) {
    return (ObjectNode) tree.path("cells").get(index);
  }
}
