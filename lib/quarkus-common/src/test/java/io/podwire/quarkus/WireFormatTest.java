package io.podwire.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.podwire.api.LiveState;
import io.podwire.lab.Json;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.EndSpec;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private static final String SPEC =
      """
      {"role": "SINK", "sourceId": 5, "timeout": "PT5S", "core": null,
       "run": {"channel": "shm:/x", "pattern": "stream", "sizeBytes": 1, "messagesPerSecond": 0,
               "duration": "PT1S", "warmup": "PT0S", "waitStrategy": "BLOCK", "verify": "full"}}
      """;

  private final ObjectMapper mapper = JsonMapper.builder().addModule(new JavaTimeModule()).build();

  WireFormatTest() {
    new WireFormat().customize(mapper);
  }

  @Test
  void shouldWriteWhatTheLabReadsAndReadWhatItWrites() throws Exception {
    EndSpec spec = mapper.readValue(SPEC, EndSpec.class);
    String written = mapper.writeValueAsString(spec);
    assertThat(Json.mapper().readValue(written, EndSpec.class)).isEqualTo(spec);
    assertThat(mapper.readValue(Json.mapper().writeValueAsString(spec), EndSpec.class))
        .isEqualTo(spec);
  }

  @Test
  void shouldWriteOfIntegrityCountsOnlyWhatItReads() throws Exception {
    String written = mapper.writeValueAsString(IntegrityCounts.NONE);
    assertThat(mapper.readValue(written, IntegrityCounts.class)).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldLetAPauseLeaveOutTheFlows() throws Exception {
    assertThat(mapper.readValue("{\"paused\": true}", LiveState.class).paused()).isTrue();
  }

  @Test
  void shouldRequireWhatIsNotNullable() {
    refuse(SPEC.replace("\"sourceId\": 5,", ""), "sourceId");
    refuse(SPEC.replace("\"PT5S\"", "null"), "timeout");
  }

  @Test
  void shouldNotRequireWhatIsNullable() throws Exception {
    String without = SPEC.replace(", \"core\": null", "");
    assertThat(mapper.readValue(without, EndSpec.class).core()).isNull();
  }

  @Test
  void shouldSayInOneLineAndWithoutPackagesWhatIsWrong() {
    assertThatThrownBy(() -> mapper.readValue("{\"role\": ", EndSpec.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            e ->
                assertThat(JsonFault.describe(e))
                    .hasLineCount(1)
                    .contains("line 1")
                    .doesNotContain("io.podwire", "REDACTED"));
  }

  private void refuse(String json, String field) {
    assertThatThrownBy(() -> mapper.readValue(json, EndSpec.class))
        .isInstanceOfSatisfying(
            JsonProcessingException.class,
            e -> assertThat(JsonFault.describe(e)).startsWith(field + ": "));
  }
}
