package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Locale;
import java.util.Optional;

/** A container that ends again and again. Stateless. */
final class CrashProblem {
  private static final int HOPELESS_RESTARTS = 3;

  private CrashProblem() {}

  /** The problem if the container ended with a fault and has not come back. */
  static Optional<Problem> of(Pod pod, ContainerStatus container) {
    ContainerStateTerminated now =
        container.getState() == null ? null : container.getState().getTerminated();
    ContainerStateTerminated last =
        now != null
            ? now
            : container.getLastState() == null ? null : container.getLastState().getTerminated();
    if (last == null || Boolean.TRUE.equals(container.getReady())) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            String.format(
                Locale.ROOT,
                "container %s of pod %s ended %d times, last %s; see kubectl logs -n %s %s -c %s --previous",
                container.getName(),
                pod.getMetadata().getName(),
                Math.max(1, container.getRestartCount()),
                ending(last),
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                container.getName()),
            isHeldBack(container) && container.getRestartCount() >= HOPELESS_RESTARTS));
  }

  /** Restarts are counted over the pod's whole life, reboots of its node included. */
  private static boolean isHeldBack(ContainerStatus container) {
    return container.getState() != null
        && container.getState().getWaiting() != null
        && "CrashLoopBackOff".equals(container.getState().getWaiting().getReason());
  }

  private static String ending(ContainerStateTerminated last) {
    return "OOMKilled".equals(last.getReason())
        ? "OOMKilled (raise its memory limit)"
        : String.format(
            Locale.ROOT, "with exit code %d (%s)", last.getExitCode(), last.getReason());
  }
}
