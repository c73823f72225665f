package io.podwire.sidecar.comparison;

import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.Pattern;
import io.podwire.result.Boundary;
import io.podwire.result.Place;
import io.podwire.sidecar.comparison.PlannedCell.Obstacle;
import io.podwire.sidecar.comparison.PlannedCell.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which cells a comparison has, from near to far. For one thread. */
final class CellPlan {
  private static final List<String> LOCAL_SCHEMES = List.of("shm", "fifo", "mq", "sysv", "uds");
  private static final List<String> SOCKET_SCHEMES = List.of("tcp", "http");
  private static final List<String> RELAYED_LEGS = List.of("shm", "fifo", "uds");
  private static final List<String> POD_BOUND = List.of("shm", "fifo", "mq", "sysv", "uds", "pipe");

  private final Pod self;
  private final PodPair inPod;
  private final Settings settings;
  private final SizeLimits limits;
  private final List<PlannedCell> cells = new ArrayList<>();

  private CellPlan(Pod self, Settings settings) {
    this.self = self;
    this.inPod = new PodPair(self, self);
    this.settings = settings;
    this.limits = new SizeLimits(self.channels());
  }

  /** All cells inside the asked pod and across each kind of boundary, measurable or not. */
  static List<PlannedCell> of(Settings settings, Topology topology) {
    CellPlan plan = new CellPlan(topology.self(), settings);
    for (int sizeBytes : settings.sizesBytes()) {
      for (Pattern pattern : settings.patterns()) {
        plan.add(pattern, sizeBytes, PodPair.each(topology).values());
      }
    }
    return List.copyOf(plan.cells);
  }

  private void add(Pattern pattern, int sizeBytes, Collection<PodPair> pairs) {
    Case all = new Case(pattern, sizeBytes, WaitStrategy.BLOCK);
    addCell(all, Way.CHILD, "pipe", inPod(Boundary.PROCESS, "pipe", "child-"), inPod);
    for (String scheme : LOCAL_SCHEMES) {
      addInPod(all, Way.LOCAL, scheme);
      if (scheme.equals("shm")) {
        addInPod(all.spinning(), Way.LOCAL, scheme);
      }
    }
    SOCKET_SCHEMES.forEach(scheme -> addInPod(all, Way.SOCKET, scheme));
    pairs.forEach(pair -> addAcross(all, pair));
  }

  private void addInPod(Case which, Way way, String scheme) {
    addCell(which, way, scheme, inPod(Boundary.CONTAINER, scheme, "consumer-"), inPod);
  }

  private Place inPod(Boundary boundary, String scheme, String receiver) {
    return Place.of(scheme, boundary, "producer-" + self.name(), scheme, receiver + self.name());
  }

  private void addAcross(Case which, PodPair pair) {
    for (String scheme : SOCKET_SCHEMES) {
      addCell(which, Way.SOCKET, scheme, across(pair, scheme, direct(pair, scheme)), pair);
    }
    for (String leg : RELAYED_LEGS) {
      addCell(which, Way.RELAYED, leg, across(pair, "tcp", relayed(pair, leg)), pair);
    }
    for (String scheme : POD_BOUND) {
      Way way = scheme.equals("pipe") ? Way.CHILD : Way.LOCAL;
      addCell(which, way, scheme, across(pair, scheme, direct(pair, scheme)), pair);
    }
  }

  private static Place across(PodPair pair, String mechanism, List<String> path) {
    return new Place(mechanism, pair.boundary(), path, "raw", pair.clocksCompare());
  }

  private static List<String> direct(PodPair pair, String scheme) {
    return List.of("producer-" + pair.from().name(), scheme, "consumer-" + pair.to().name());
  }

  private static List<String> relayed(PodPair pair, String leg) {
    return List.of(
        "producer-" + pair.from().name(),
        leg,
        "sidecar-" + pair.from().name(),
        "tcp",
        "sidecar-" + pair.to().name(),
        leg,
        "consumer-" + pair.to().name());
  }

  private void addCell(Case which, Way way, String scheme, Place place, PodPair pair) {
    if (settings.mechanisms().contains(place.mechanism())) {
      PlannedCell cell =
          new PlannedCell(
              place,
              way,
              scheme,
              pair.from(),
              pair.to(),
              which.pattern(),
              which.sizeBytes(),
              which.waitStrategy(),
              null);
      cells.add(cell.withObstacle(obstacle(cell)));
    }
  }

  private @Nullable Obstacle obstacle(PlannedCell cell) {
    boolean across = !cell.place().boundary().insidePod();
    String podBound = PodBoundary.FORBIDDEN.get(cell.place().mechanism());
    if (across && podBound != null) {
      return new Obstacle(true, podBound);
    }
    String beyond = limits.beyond(cell);
    if (beyond != null) {
      return new Obstacle(true, beyond);
    }
    Pod silent = cell.from().reachable() ? cell.to() : cell.from();
    return silent.reachable() || !across
        ? null
        : new Obstacle(
            false,
            String.format(
                Locale.ROOT,
                "sidecar-%s at %s does not answer; check that the pod runs",
                silent.name(),
                silent.sidecarUrl()));
  }

  private record Case(Pattern pattern, int sizeBytes, WaitStrategy waitStrategy) {
    Case spinning() {
      return new Case(pattern, sizeBytes, WaitStrategy.SPIN);
    }
  }
}
