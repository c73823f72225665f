package io.podwire.sidecar;

import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.EnvironmentProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a comparison is measured on. Stateless. */
final class Surroundings {
  private static final List<String> SIMULATED =
      List.of("container: a process", "pod: three processes and a directory of their own");

  private Surroundings() {}

  static Environment look(Topology topology) {
    List<String> simulated = topology.simulated() ? SIMULATED : List.of();
    return EnvironmentProbe.probe(simulated, placement(topology))
        .withNotShown(topology.placement().notShown());
  }

  private static Map<String, String> placement(Topology topology) {
    Map<String, String> placement = new LinkedHashMap<>();
    topology.pods().stream()
        .filter(Pod::reachable)
        .forEach(
            pod ->
                Stream.of("producer-", "consumer-", "sidecar-")
                    .forEach(program -> placement.put(program + pod.name(), place(pod))));
    return placement;
  }

  private static String place(Pod pod) {
    return "node " + pod.node() + (pod.zone().isEmpty() ? "" : ", zone " + pod.zone());
  }
}
