package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What a pod's status says. Stateless. */
final class PodState {
  static final String SIDECAR = "sidecar";

  /** podwire-2 before podwire-10. */
  static final Comparator<Pod> BY_ORDINAL =
      Comparator.comparing((Pod pod) -> pod.getMetadata().getName().length())
          .thenComparing(pod -> pod.getMetadata().getName());

  private PodState() {}

  /** Whether it serves, and is not on its way out. */
  static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }

  /** The sidecar first. */
  static Stream<ContainerStatus> containers(Pod pod) {
    return Stream.concat(
        pod.getStatus().getInitContainerStatuses().stream(),
        pod.getStatus().getContainerStatuses().stream());
  }

  static Optional<ContainerStatus> sidecar(Pod pod) {
    return containers(pod).filter(container -> container.getName().equals(SIDECAR)).findFirst();
  }

  /** For instance {@code ready}, {@code terminating} or {@code pending, ContainerCreating}. */
  static String words(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return "terminating";
    }
    if (isReady(pod)) {
      return "ready";
    }
    String phase = pod.getStatus().getPhase();
    String known = phase == null ? "unknown" : phase.toLowerCase(java.util.Locale.ROOT);
    return waiting(pod).map(reason -> known + ", " + reason).orElse(known + ", not ready");
  }

  private static Optional<String> waiting(Pod pod) {
    return containers(pod)
        .filter(container -> container.getState() != null)
        .filter(container -> container.getState().getWaiting() != null)
        .map(container -> container.getState().getWaiting().getReason())
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }
}
