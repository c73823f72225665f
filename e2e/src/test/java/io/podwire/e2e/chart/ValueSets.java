package io.podwire.e2e.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Renderings of sets of values that differ much, for the rules that hold for each. Stateless. */
final class ValueSets {
  /** With "-podwire" behind it, as long as a name may be. */
  private static final String LONGEST_NAME = "r".repeat(37);

  /** A value for each that has none or a plain one by default. */
  static final Map<String, ?> EVERYTHING =
      Map.ofEntries(
          Map.entry("image.registry", "registry.example.com/team/"),
          Map.entry("image.tag", "1.2.3"),
          Map.entry("image.pullSecrets[0]", "pull"),
          Map.entry("placement", "cross-node"),
          Map.entry("nodeSelector.disk", "ssd"),
          Map.entry("tolerations[0].operator", "Exists"),
          Map.entry("tolerations[0].effect", "NoSchedule"),
          Map.entry("topologySpreadConstraints[0].maxSkew", 1),
          Map.entry("topologySpreadConstraints[0].topologyKey", "example.com/rack"),
          Map.entry("topologySpreadConstraints[0].whenUnsatisfiable", "ScheduleAnyway"),
          Map.entry("priorityClassName", "low"),
          Map.entry("sysctls[0].name", "net.ipv4.ping_group_range"),
          Map.entry("sysctls[0].value", "0 1"),
          Map.entry("service.type", "NodePort"),
          Map.entry("token.existingSecret", "own"),
          Map.entry("allowedHosts[0]", "wires.example.com"),
          Map.entry("networkPolicy.ingressNamespaces[0]", "monitoring"),
          Map.entry("networkPolicy.ingressCidrs[0]", "192.0.2.0/24"),
          Map.entry("terminationGracePeriodSeconds", 45),
          Map.entry("podLabels.team", "wires"),
          Map.entry("podAnnotations.note", "measured"));

  private ValueSets() {}

  static Stream<Named<List<HasMetadata>>> renderings() {
    return Stream.of(
        rendering("defaults", Map.of()),
        rendering("one pod anywhere", Map.of("replicas", 1, "placement", "none")),
        rendering("a release of another name", "prices", Map.of()),
        rendering("a release with the longest name", LONGEST_NAME, Map.of()),
        rendering("another user", Map.of("runAsUser", 1_000_650_000)),
        rendering(
            "same node, no policies",
            Map.of("placement", "same-node", "networkPolicy.enabled", false)),
        rendering("faults", Map.of("faults.loseEvery", 100, "faults.isolate", true)),
        rendering("everything set", EVERYTHING));
  }

  private static Named<List<HasMetadata>> rendering(String name, Map<String, ?> values) {
    return rendering(name, "podwire", values);
  }

  private static Named<List<HasMetadata>> rendering(
      String name, String release, Map<String, ?> values) {
    return Named.of(name, Chart.render(release, Chart.OLDEST_KUBERNETES, values));
  }
}
