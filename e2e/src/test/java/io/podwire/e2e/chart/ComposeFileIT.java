package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What two pods on a laptop have in common with those of the chart. */
class ComposeFileIT {
  private static final List<String> PROGRAMS = List.of("sidecar", "producer", "consumer");

  @Test
  void shouldStartTheImagesOfTheProjectsVersion() throws IOException {
    String tag = ":${TAG:-" + Chart.projectVersion() + "}";

    assertThat(ofServices("image")).isEqualTo(ofPrograms(program -> "podwire/" + program + tag));
  }

  @Test
  void shouldLimitMemoryAsTheChartDoes() throws IOException {
    assertThat(ofServices("mem_limit")).isEqualTo(ofPrograms(ComposeFileIT::memoryLimit));
  }

  /** As Compose writes it, whose m is a MiB. */
  private static String memoryLimit(String program) {
    Container container = Pods.program(program, Chart.render(Map.of()));
    var limits = container.getResources().getLimits();
    String limit = String.valueOf(limits.get("memory"));
    assertThat(limit).endsWith("Mi");
    return limit.replace("Mi", "m");
  }

  /** For each service of both pods. */
  private static Map<String, String> ofPrograms(UnaryOperator<String> value) {
    Map<String, String> values = new HashMap<>();
    for (String program : PROGRAMS) {
      values.put(program + "-a", value.apply(program));
      values.put(program + "-b", value.apply(program));
    }
    return values;
  }

  private static Map<String, String> ofServices(String key) throws IOException {
    String file = Files.readString(Chart.ROOT.resolve("docker/compose.yaml"));
    JsonNode services = Serialization.unmarshal(file, JsonNode.class).path("services");
    Map<String, String> values = new HashMap<>();
    services.properties().forEach(it -> values.put(it.getKey(), it.getValue().path(key).asText()));
    return values;
  }
}
