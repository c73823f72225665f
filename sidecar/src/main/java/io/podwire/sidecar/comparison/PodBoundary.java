package io.podwire.sidecar.comparison;

import io.podwire.api.Topology.Pod;
import io.podwire.lab.workload.Pattern;
import io.podwire.result.Boundary;
import java.util.List;
import java.util.Map;

/** What lies between two pods, and which mechanisms cannot cross it. Stateless. */
final class PodBoundary {
  /** Schemes that end at the pod, and why. */
  static final Map<String, String> FORBIDDEN =
      Map.of(
          "shm",
          "a mapped file on the pod's memory volume: the other pod mounts another volume, so there"
              + " is no page that both could map",
          "fifo",
          "a FIFO's name is a file on the pod's volume: in the other pod that name is another file,"
              + " with another buffer in the kernel",
          "mq",
          "a POSIX queue belongs to the pod's IPC namespace: in the other pod its name means"
              + " another queue or none",
          "sysv",
          "a System V queue's key and id count in the pod's IPC namespace: the other pod has its own",
          "pipe",
          "a pipe has no name, only descriptors that a child inherits: a process of another pod is"
              + " nobody's child here",
          "uds",
          "a Unix socket's name is a file on the pod's volume, which the other pod does not mount");

  private PodBoundary() {}

  /** What lies between two different pods; unknown places count as near. */
  static Boundary between(Pod one, Pod other) {
    if (isOther(one.zone(), other.zone())) {
      return Boundary.ZONE;
    }
    return isOther(one.node(), other.node()) ? Boundary.NODE : Boundary.POD;
  }

  private static boolean isOther(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  /** The order of patterns in a comparison that does not name any. */
  static List<Pattern> patterns() {
    return List.of(Pattern.ROUND_TRIP, Pattern.STREAM);
  }
}
