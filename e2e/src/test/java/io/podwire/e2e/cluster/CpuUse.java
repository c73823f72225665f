package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * CPU time of a release's containers over some time, as the kubelets count it.
 *
 * @param millicores by pod and container
 */
record CpuUse(Map<String, Map<String, Double>> millicores) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> CONTAINERS = List.of("sidecar", "producer", "consumer");

  private record Container(String pod, String name) {}

  private record Reading(Instant time, long cpuNanos) {
    Duration since(Reading before) {
      return Duration.between(before.time, time);
    }

    /** CPU time over time, in thousandths. */
    double millicoresSince(Reading before) {
      return 1_000.0 * (cpuNanos - before.cpuNanos) / since(before).toNanos();
    }
  }

  /** Blocks until the kubelets, which look every some seconds, have counted for this long. */
  static CpuUse of(Installation release, Duration span) {
    Map<Container, Reading> first = readings(release);
    assertCounted(release, first);
    Map<Container, Reading> last =
        await("the kubelets have counted for " + span)
            .atMost(span.plus(PATIENCE))
            .pollInterval(Duration.ofSeconds(2))
            .until(() -> readings(release), now -> isLater(now, first, span));
    assertCounted(release, last);
    Map<String, Map<String, Double>> millicores = new TreeMap<>();
    last.forEach(
        (container, reading) ->
            millicores
                .computeIfAbsent(container.pod, pod -> new TreeMap<>())
                .put(
                    container.name,
                    reading.millicoresSince(Objects.requireNonNull(first.get(container)))));
    CpuUse use = new CpuUse(millicores);
    System.out.printf("millicores over %s: %s%n", span, use); // figures to look back at
    return use;
  }

  /** A container that nobody counts, or a count that is not there, would be under any limit. */
  private static void assertCounted(Installation release, Map<Container, Reading> readings) {
    Set<Container> expected =
        release.pods().stream()
            .map(pod -> pod.getMetadata().getName())
            .flatMap(pod -> CONTAINERS.stream().map(name -> new Container(pod, name)))
            .collect(Collectors.toSet());
    assertThat(expected).isNotEmpty();
    assertThat(readings.keySet()).isEqualTo(expected);
    assertThat(readings)
        .allSatisfy(
            (container, reading) -> assertThat(reading.cpuNanos).as("%s", container).isPositive());
  }

  private static boolean isLater(
      Map<Container, Reading> now, Map<Container, Reading> first, Duration span) {
    return now.keySet().equals(first.keySet())
        && first.entrySet().stream()
            .allMatch(
                before ->
                    Objects.requireNonNull(now.get(before.getKey()))
                            .since(before.getValue())
                            .compareTo(span)
                        >= 0);
  }

  /** Of the busiest pod, all its containers together. */
  double most() {
    return millicores.values().stream()
        .mapToDouble(pod -> pod.values().stream().mapToDouble(use -> use).sum())
        .max()
        .orElseThrow();
  }

  private static Map<Container, Reading> readings(Installation release) {
    Map<Container, Reading> readings = new HashMap<>();
    release.pods().stream()
        .map(pod -> pod.getSpec().getNodeName())
        .distinct()
        .forEach(node -> read(release, node, readings));
    return readings;
  }

  private static void read(Installation release, String node, Map<Container, Reading> readings) {
    for (JsonNode pod : summary(release, node).path("pods")) {
      if (pod.at("/podRef/namespace").asText().equals(release.namespace())) {
        for (JsonNode container : pod.path("containers")) {
          JsonNode cpu = container.path("cpu");
          readings.put(
              new Container(pod.at("/podRef/name").asText(), container.path("name").asText()),
              new Reading(
                  Instant.parse(cpu.path("time").asText()),
                  cpu.path("usageCoreNanoSeconds").asLong()));
        }
      }
    }
  }

  private static JsonNode summary(Installation release, String node) {
    String path = "/api/v1/nodes/%s/proxy/stats/summary?only_cpu_and_memory=true".formatted(node);
    try {
      return JSON.readTree(release.client().raw(path));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no summary of node " + node, e);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    millicores.forEach(
        (pod, containers) -> {
          text.append(text.isEmpty() ? "" : "; ").append(pod);
          containers.forEach(
              (name, use) -> text.append(String.format(Locale.ROOT, " %s %.1f", name, use)));
        });
    return text.toString();
  }
}
