package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.api.Topology;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pods of a release, line by line. Stateless. */
final class PodLines {
  private PodLines() {}

  /**
   * As the API server knows them.
   *
   * @param topology what a sidecar adds, the zones; null where none answers
   */
  static List<Snapshot.PodLine> of(List<Pod> pods, @Nullable Topology topology) {
    Map<String, String> zones = zones(topology);
    return pods.stream()
        .sorted(PodState.BY_ORDINAL)
        .map(
            pod ->
                new Snapshot.PodLine(
                    pod.getMetadata().getName(),
                    pod.getSpec().getNodeName() == null ? "" : pod.getSpec().getNodeName(),
                    zones.getOrDefault(pod.getMetadata().getName(), ""),
                    PodState.words(pod)))
        .toList();
  }

  private static Map<String, String> zones(@Nullable Topology topology) {
    return topology == null
        ? Map.of()
        : Stream.concat(Stream.of(topology.self()), topology.peers().stream())
            .collect(Collectors.toMap(Topology.Pod::name, Topology.Pod::zone, (one, other) -> one));
  }
}
