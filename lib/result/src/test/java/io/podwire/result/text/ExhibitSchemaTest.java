package io.podwire.result.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.podwire.lab.Json;
import io.podwire.result.ExhibitResult;
import io.podwire.result.ExhibitResult.Status;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExhibitSchemaTest {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(ExhibitResult.class.getResourceAsStream("podwire.exhibits-1.schema.json"));
  private static final List<String> SEEN = List.of("3 of 3 came");
  private static final ExhibitReport REPORT =
      ExhibitReport.of(
          List.of(
              new ExhibitResult(
                  "pipe-blocks", "A read waits.", Status.SHOWN, SEEN, "So it is", null),
              new ExhibitResult(
                  "isolation", "None sees.", Status.CONTRADICTED, SEEN, "It did", null),
              ExhibitResult.skipped("local-only", "None leaves.", "no unshare"),
              ExhibitResult.failed("kernel-costs", "It costs.", SEEN, "the sink ended")));

  @Test
  void shouldAcceptWhatIsWritten() throws Exception {
    JsonNode written = Json.mapper().readTree(REPORT.render(Format.JSON, Style.PLAIN));
    assertThat(SCHEMA.validate(written)).isEmpty();
    assertThat(Json.mapper().treeToValue(written, ExhibitReport.class)).isEqualTo(REPORT);
  }

  @Test
  void shouldCountEachStatus() {
    assertThat(REPORT.summary()).isEqualTo("1 shown, 1 contradicted, 1 skipped, 1 failed");
  }

  @ParameterizedTest(name = "exhibit {0} without {1}")
  @CsvSource({
    "0, name",
    "0, claim",
    "0, status",
    "0, evidence",
    "0, verdict",
    "1, verdict",
    "2, reason",
    "2, evidence",
    "3, reason",
    "3, evidence"
  })
  void shouldRefuseAnExhibitWithout(int index, String field) {
    ObjectNode tree = tree();
    exhibit(tree, index).remove(field);
    assertRefused(tree);
    exhibit(tree, index).putNull(field);
    assertRefused(tree);
  }

  @ParameterizedTest(name = "exhibit {0} with {1}: {2}")
  @CsvSource({
    "0, name, ''", "0, name, Pipe Blocks", "0, claim, ''", "0, status, done", "0, verdict, ''",
    "0, reason, why", "1, reason, why", "2, verdict, so", "2, reason, ''", "3, verdict, so",
    "3, reason, ''", "0, note, more", "2, status, shown", "0, status, skipped", "0, status, failed",
    "3, status, shown", "3, status, skipped", "0, evidence, all", "3, evidence, all"
  })
  void shouldRefuseAnExhibitWith(int index, String field, String text) {
    ObjectNode tree = tree();
    exhibit(tree, index).put(field, text);
    assertRefused(tree);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {"0|[]", "1|[]", "0|['']", "0|[1]", "2|['3 came']", "3|['']"})
  void shouldRefuseEvidence(int index, String evidence) throws JsonProcessingException {
    ObjectNode tree = tree();
    exhibit(tree, index).set("evidence", Json.mapper().readTree(evidence.replace('\'', '"')));
    assertRefused(tree);
  }

  @ParameterizedTest
  @CsvSource({"name", "claim", "status", "verdict"})
  void shouldRefuseANumberFor(String field) {
    ObjectNode tree = tree();
    exhibit(tree, 0).put(field, 1);
    assertRefused(tree);
  }

  @Test
  void shouldRefuseAnotherForm() {
    assertRefused(tree().put("schema", "podwire.exhibits/2"));
    assertRefused(tree().put("schema", 1));
    assertRefused(tree().put("note", "more"));
    assertRefused(tree().put("exhibits", "none"));
    assertRefused(tree().without("schema"));
    assertRefused(tree().without("exhibits"));
  }

  @Test
  void shouldDescribeEveryFieldOfTheModel() {
    assertThat(properties("/properties")).isEqualTo(components(ExhibitReport.class));
    assertThat(properties("/$defs/exhibit/properties")).isEqualTo(components(ExhibitResult.class));
    assertThat(SCHEMA.getSchemaNode().at("/$defs/exhibit/properties/status/enum"))
        .map(JsonNode::asText)
        .isEqualTo(Arrays.stream(Status.values()).map(Status::text).toList());
  }

  private static List<String> properties(String pointer) {
    return SCHEMA.getSchemaNode().at(pointer).propertyStream().map(Map.Entry::getKey).toList();
  }

  private static List<String> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static void assertRefused(JsonNode tree) {
    assertThat(SCHEMA.validate(tree)).as("%s", tree).isNotEmpty();
  }

  private static ObjectNode tree() {
    return Json.mapper().valueToTree(REPORT);
  }

  private static ObjectNode exhibit(ObjectNode tree, int index) {
    return (ObjectNode) tree.path("exhibits").get(index);
  }
}
