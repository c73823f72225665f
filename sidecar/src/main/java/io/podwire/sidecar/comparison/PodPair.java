package io.podwire.sidecar.comparison;

import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.result.Boundary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two pods between which a boundary is measured, once for each kind of boundary. */
record PodPair(Pod from, Pod to) {
  /**
   * One pair for each boundary that lies between pods, near to far: with the asked pod rather than
   * without, and with pods that answer rather than with others.
   */
  static Map<Boundary, PodPair> each(Topology topology) {
    Map<Boundary, PodPair> chosen = new EnumMap<>(Boundary.class);
    for (PodPair pair : all(topology.pods())) {
      chosen.merge(
          pair.boundary(), pair, (first, next) -> first.answers() ? first : next.or(first));
    }
    return chosen;
  }

  private static List<PodPair> all(List<Pod> pods) {
    List<PodPair> pairs = new ArrayList<>();
    for (int from = 0; from < pods.size(); from++) {
      for (int to = from + 1; to < pods.size(); to++) {
        pairs.add(new PodPair(pods.get(from), pods.get(to)));
      }
    }
    return pairs;
  }

  private PodPair or(PodPair other) {
    return answers() ? this : other;
  }

  Boundary boundary() {
    return PodBoundary.between(from, to);
  }

  boolean answers() {
    return from.reachable() && to.reachable();
  }

  /** Whether both pods read one clock: one boot of one kernel. */
  boolean clocksCompare() {
    return !from.bootId().isEmpty() && from.bootId().equals(to.bootId());
  }
}
