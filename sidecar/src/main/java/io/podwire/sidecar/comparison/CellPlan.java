package io.podwire.sidecar.comparison;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.api.Topology;
import io.podwire.lab.api.Topology.Pod;
import io.podwire.lab.report.Boundary;
import io.podwire.lab.report.Place;
import io.podwire.lab.workload.Pattern;
import io.podwire.sidecar.comparison.PlannedCell.Obstacle;
import io.podwire.sidecar.comparison.PlannedCell.Way;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which cells a comparison has, from near to far. For one thread. */
final class CellPlan {
  private static final List<String> LOCAL_SCHEMES = List.of("shm", "fifo", "mq", "sysv", "uds");
  private static final List<String> SOCKET_SCHEMES = List.of("tcp", "http");
  private static final List<String> RELAYED_LEGS = List.of("shm", "fifo", "uds");
  private static final List<String> POD_BOUND = List.of("shm", "fifo", "mq", "sysv", "uds", "pipe");

  private final Pod self;
  private final Settings settings;
  private final SizeLimits limits;
  private final List<PlannedCell> cells = new ArrayList<>();

  private CellPlan(Pod self, Settings settings) {
    this.self = self;
    this.settings = settings;
    this.limits = new SizeLimits(self.channels());
  }

  /** All cells between the asked pod and its peers, measurable or not. */
  static List<PlannedCell> of(Settings settings, Topology topology) {
    CellPlan plan = new CellPlan(topology.self(), settings);
    for (int sizeBytes : settings.sizesBytes()) {
      for (Pattern pattern : settings.patterns()) {
        plan.add(pattern, sizeBytes, topology.peers());
      }
    }
    return List.copyOf(plan.cells);
  }

  private void add(Pattern pattern, int sizeBytes, List<Pod> peers) {
    Case all = new Case(pattern, sizeBytes, WaitStrategy.BLOCK);
    addCell(all, Way.CHILD, "pipe", inPod(Boundary.PROCESS, "pipe", "child-"), self);
    for (String scheme : LOCAL_SCHEMES) {
      addInPod(all, Way.LOCAL, scheme);
      if (scheme.equals("shm")) {
        addInPod(all.spinning(), Way.LOCAL, scheme);
      }
    }
    SOCKET_SCHEMES.forEach(scheme -> addInPod(all, Way.SOCKET, scheme));
    for (Pod peer : PodBoundary.nearestPeers(self, peers)) {
      addAcross(all, peer);
    }
  }

  private void addInPod(Case which, Way way, String scheme) {
    addCell(which, way, scheme, inPod(Boundary.CONTAINER, scheme, "consumer-"), self);
  }

  private Place inPod(Boundary boundary, String scheme, String receiver) {
    return Place.of(scheme, boundary, "producer-" + self.name(), scheme, receiver + self.name());
  }

  private void addAcross(Case which, Pod peer) {
    for (String scheme : SOCKET_SCHEMES) {
      addCell(which, Way.SOCKET, scheme, across(peer, scheme, direct(peer, scheme)), peer);
    }
    for (String leg : RELAYED_LEGS) {
      addCell(which, Way.RELAYED, leg, across(peer, "tcp", relayed(peer, leg)), peer);
    }
    for (String scheme : POD_BOUND) {
      Way way = scheme.equals("pipe") ? Way.CHILD : Way.LOCAL;
      addCell(which, way, scheme, across(peer, scheme, direct(peer, scheme)), peer);
    }
  }

  private Place across(Pod peer, String mechanism, List<String> path) {
    Boundary boundary = PodBoundary.between(self, peer);
    boolean oneClock = boundary == Boundary.POD; // one node is one boot
    return new Place(mechanism, boundary, path, "raw", oneClock);
  }

  private List<String> direct(Pod peer, String scheme) {
    return List.of("producer-" + self.name(), scheme, "consumer-" + peer.name());
  }

  private List<String> relayed(Pod peer, String leg) {
    return List.of(
        "producer-" + self.name(),
        leg,
        "sidecar-" + self.name(),
        "tcp",
        "sidecar-" + peer.name(),
        leg,
        "consumer-" + peer.name());
  }

  private void addCell(Case which, Way way, String scheme, Place place, Pod to) {
    if (settings.mechanisms().contains(place.mechanism())) {
      PlannedCell cell =
          new PlannedCell(
              place,
              way,
              scheme,
              self,
              to,
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
    return cell.to().reachable() || !across
        ? null
        : new Obstacle(
            false,
            "sidecar-%s at %s does not answer; check that the pod runs"
                .formatted(cell.to().name(), cell.to().sidecarUrl()));
  }

  private record Case(Pattern pattern, int sizeBytes, WaitStrategy waitStrategy) {
    Case spinning() {
      return new Case(pattern, sizeBytes, WaitStrategy.SPIN);
    }
  }
}
