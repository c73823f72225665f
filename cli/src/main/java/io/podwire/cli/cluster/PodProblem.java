package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Why one pod is not ready. Stateless. */
final class PodProblem {
  private PodProblem() {}

  /** The reason that is best known; empty if the pod is ready. */
  static Optional<Problem> of(Pod pod) {
    if (PodState.isReady(pod)) {
      return Optional.empty();
    }
    return Stream.of(
            withoutNativeSidecar(pod),
            unschedulable(pod),
            ofContainers(pod, PodProblem::image),
            ofContainers(pod, CrashProblem::of),
            sidecarNotStarted(pod))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Optional.of(notReady(pod)));
  }

  private static Optional<Problem> ofContainers(
      Pod pod, BiFunction<Pod, ContainerStatus, Optional<Problem>> look) {
    return PodState.containers(pod)
        .map(container -> look.apply(pod, container))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Problem> image(Pod pod, ContainerStatus container) {
    ContainerStateWaiting waiting =
        container.getState() == null ? null : container.getState().getWaiting();
    return waiting == null ? Optional.empty() : ImageProblem.of(pod, container, waiting);
  }

  /** An API server that does not know native sidecars drops what makes one. */
  private static Optional<Problem> withoutNativeSidecar(Pod pod) {
    return pod.getSpec().getInitContainers().stream()
        .filter(container -> container.getName().equals(PodState.SIDECAR))
        .filter(container -> container.getRestartPolicy() == null)
        .findFirst()
        .map(
            container ->
                Problem.lasting(
                    "the cluster has no native sidecars: it dropped restartPolicy Always of the init"
                        + " container sidecar of pod %s; enable the feature gate SidecarContainers or"
                        + " take Kubernetes 1.33 or newer",
                    pod.getMetadata().getName()));
  }

  private static Optional<Problem> unschedulable(Pod pod) {
    List<PodCondition> conditions = pod.getStatus().getConditions();
    return conditions.stream()
        .filter(condition -> condition.getType().equals("PodScheduled"))
        .filter(condition -> "Unschedulable".equals(condition.getReason()))
        .findFirst()
        .map(
            condition ->
                Problem.passing(
                    "no node takes pod %s (%s); free or add a node, or lower the chart's resource"
                        + " requests",
                    pod.getMetadata().getName(), condition.getMessage()));
  }

  private static Optional<Problem> sidecarNotStarted(Pod pod) {
    return PodState.sidecar(pod)
        .filter(sidecar -> sidecar.getState() != null && sidecar.getState().getRunning() != null)
        .filter(sidecar -> !Boolean.TRUE.equals(sidecar.getStarted()))
        .map(
            sidecar ->
                Problem.passing(
                    "the sidecar of pod %s runs but its startup probe does not pass; see kubectl logs -n"
                        + " %s %s -c sidecar",
                    pod.getMetadata().getName(),
                    pod.getMetadata().getNamespace(),
                    pod.getMetadata().getName()));
  }

  private static Problem notReady(Pod pod) {
    return Problem.passing(
        "pod %s is %s; see kubectl describe pod -n %s %s, or give a longer --timeout",
        pod.getMetadata().getName(),
        PodState.words(pod),
        pod.getMetadata().getNamespace(),
        pod.getMetadata().getName());
  }
}
