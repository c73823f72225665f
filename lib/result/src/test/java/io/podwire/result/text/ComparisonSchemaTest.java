package io.podwire.result.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.podwire.lab.Json;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.CellIdentity;
import io.podwire.result.MachineDraft;
import io.podwire.result.Result;
import io.podwire.result.Rounds;
import io.podwire.result.SampleResult;
import io.podwire.result.analysis.Comparison;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of {@code compare} is what its schema says. */
class ComparisonSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Result.class.getResourceAsStream("podwire.comparison-1.schema.json"));

  /** Every kind of change, a loss, cells of one result only, and remarks of each kind. */
  private static ObjectNode tree() {
    Result base =
        SampleResult.of(
            List.of(
                rounds("shm", 10_000, 11_000, 12_000),
                rounds("fifo", 10_000, 20_000),
                rounds("uds", 20_000, 21_000),
                cell("mq", 9_000).measured(),
                cell("sysv", 9_000).measured(),
                cell("pipe", 9_000).failed("no"),
                cell("tcp", 1).stream(1_000).measured(),
                cell("tls", 1).paced(9_000).measured(),
                cell("http", 9_000).measured()));
    Result now =
        MachineDraft.quiet()
            .result(
                rounds("shm", 20_000, 21_000, 22_000),
                rounds("fifo", 15_000, 30_000),
                rounds("uds", 10_000, 11_000),
                cell("mq", 9_000).unchecked().measured(),
                cell("sysv", 9_000).failed("peer gone"),
                cell("pipe", 9_000).measured(),
                cell("tcp", 1).stream(900).wrong(new IntegrityCounts(1, 0, 0, 0, 0)).measured(),
                cell("tls", 1).paced(9_000).measured(),
                cell("http", 9_000).spin().measured());
    Comparison comparison =
        Comparison.of(
            base,
            new Result("podwire.result/2", now.startedAt(), now.environment(), now.cells()),
            0.1);
    try {
      String json = ComparisonReport.render(comparison, Format.JSON, Style.PLAIN);
      return (ObjectNode) Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldAcceptWhatIsWritten() {
    assertThat(problems(tree())).isEmpty();
    assertThat(tree().path("pairs").valueStream().map(pair -> pair.path("change").asText()))
        .contains("worse", "uncertain", "better", "same", "gone", "new");
    for (String list :
        List.of(
            "schemaRemarks",
            "onlyInBase",
            "onlyInNew",
            "losses",
            "methodDifferences",
            "environmentDifferences")) {
      assertThat(tree().path(list)).as(list).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"schema", "verdict", "toleranceFraction", "pairs", "losses", "methodDifferences"})
  void shouldRefuseAComparisonWithout(String field) {
    ObjectNode tree = tree();
    tree.remove(field);
    assertThat(problems(tree)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mechanism", "path", "wait", "change", "ratio", "baseLowP50Nanos", "newRounds"})
  void shouldRefuseAPairWithout(String field) {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at("/pairs/0")).remove(field);
    assertThat(problems(tree)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"change, slower", "note, more", "wait, sleep", "reason, ''", "boundary, moon"})
  void shouldRefuseAPairWith(String field, String text) {
    ObjectNode tree = tree();
    ((ObjectNode) tree.at("/pairs/0")).put(field, text);
    assertThat(problems(tree)).isNotEmpty();
  }

  @Test
  void shouldRefuseARatioOfWhatWasMeasuredOnce() {
    ObjectNode tree = tree();
    int gone =
        IntStream.range(0, tree.path("pairs").size())
            .filter(i -> tree.at("/pairs/" + i + "/change").asText().equals("gone"))
            .findFirst()
            .orElseThrow();
    ((ObjectNode) tree.at("/pairs/" + gone)).put("ratio", 2);
    assertThat(problems(tree)).isNotEmpty();
  }

  @Test
  void shouldDescribeEveryFieldOfACell() {
    List<String> components =
        Arrays.stream(CellIdentity.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(name -> name.equals("waitStrategy") ? "wait" : name)
            .toList();
    assertThat(properties("identity")).isEqualTo(components);
    assertThat(properties("pair")).containsAll(components);
  }

  private static List<String> properties(String definition) {
    JsonNode properties = SCHEMA.getSchemaNode().at("/$defs/" + definition + "/properties");
    return properties.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static Set<ValidationMessage> problems(JsonNode tree) {
    return SCHEMA.validate(tree);
  }

  private static Cell rounds(String mechanism, double... nanos) {
    return Rounds.together(
        Arrays.stream(nanos).mapToObj(each -> cell(mechanism, each).measured()).toList());
  }

  private static CellDraft cell(String mechanism, double nanos) {
    String path = "producer-a " + mechanism + " consumer-a";
    return CellDraft.of(mechanism, Boundary.CONTAINER, path).roundTrip(nanos);
  }
}
