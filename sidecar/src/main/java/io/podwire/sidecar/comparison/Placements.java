package io.podwire.sidecar.comparison;

import io.podwire.api.Placement;
import io.podwire.api.Topology.Pod;
import io.podwire.result.Boundary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which boundaries lie between the pods as they are placed, and in words which do not. Stateless.
 */
public final class Placements {
  private Placements() {}

  /** What a comparison between these pods can show. */
  public static Placement of(Pod self, List<Pod> peers) {
    List<Pod> pods = Stream.concat(Stream.of(self), peers.stream()).toList();
    Set<Boundary> between = between(pods);
    List<String> offered = new ArrayList<>();
    offered.add(Boundary.PROCESS.text());
    offered.add(Boundary.CONTAINER.text());
    between.forEach(boundary -> offered.add(boundary.text()));
    return new Placement(offered, notShown(pods, between));
  }

  private static Set<Boundary> between(List<Pod> pods) {
    return pods.stream()
        .flatMap(one -> pods.stream().filter(two -> two != one).map(two -> new PodPair(one, two)))
        .map(PodPair::boundary)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> notShown(List<Pod> pods, Collection<Boundary> between) {
    if (pods.size() == 1) {
      return List.of("only one pod: what another pod, node or zone costs is not shown");
    }
    List<String> sentences = new ArrayList<>();
    if (!between.contains(Boundary.POD)) {
      sentences.add(
          "no two pods share a node: what another pod on the same node costs is not shown");
    }
    Set<String> nodes = names(pods, Pod::node);
    if (nodes.size() == 1) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "only one node (%s): what another node or zone costs is not shown",
              nodes.iterator().next()));
      return sentences;
    }
    if (!between.contains(Boundary.NODE)) {
      sentences.add(
          "no two nodes share a zone: what another node in the same zone costs is not shown");
    }
    if (!between.contains(Boundary.ZONE)) {
      sentences.add(whyNoZone(pods) + ": what another zone costs is not shown");
    }
    return sentences;
  }

  private static String whyNoZone(List<Pod> pods) {
    Set<String> zones = names(pods, Pod::zone);
    if (zones.isEmpty()) {
      return "the zones of the nodes are not known (they have no label topology.kubernetes.io/zone)";
    }
    Set<String> unlabelled = names(pods.stream().filter(pod -> pod.zone().isEmpty()), Pod::node);
    return unlabelled.isEmpty()
        ? String.format(Locale.ROOT, "only one zone (%s)", zones.iterator().next())
        : String.format(
            Locale.ROOT,
            "the zone of node %s is not known (it has no label topology.kubernetes.io/zone)",
            String.join(" and ", unlabelled));
  }

  private static Set<String> names(List<Pod> pods, Function<Pod, String> place) {
    return names(pods.stream(), place);
  }

  private static Set<String> names(Stream<Pod> pods, Function<Pod, String> place) {
    return pods.map(place)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
