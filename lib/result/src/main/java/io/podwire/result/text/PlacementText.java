package io.podwire.result.text;

import io.podwire.result.Wrap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which pods ran where, in one sentence. Stateless. */
final class PlacementText {
  private static final String SIDECAR = "sidecar-";

  private PlacementText() {}

  /**
   * For instance {@code Pods: podwire-0 and podwire-1 on node n1, zone a; podwire-2 on node n2}.
   *
   * @param placement places by program; a pod is known by its sidecar
   */
  static Optional<String> of(Map<String, String> placement) {
    Map<String, TreeSet<String>> podsByPlace = new TreeMap<>();
    placement.forEach(
        (program, place) -> {
          if (program.startsWith(SIDECAR)) {
            podsByPlace
                .computeIfAbsent(place, unseen -> new TreeSet<>())
                .add(program.substring(SIDECAR.length()));
          }
        });
    return podsByPlace.isEmpty()
        ? Optional.empty()
        : Optional.of(
            podsByPlace.entrySet().stream()
                .map(entry -> String.join(" and ", entry.getValue()) + " on " + entry.getKey())
                .map(Wrap::oneLine)
                .collect(Collectors.joining("; ", "Pods: ", "")));
  }
}
