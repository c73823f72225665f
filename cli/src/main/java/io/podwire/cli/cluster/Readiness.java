package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a release's pods. For one thread. */
final class Readiness {
  private static final long LOOK_MILLIS = 500;

  private final Cluster cluster;
  private final Release release;
  private final Console console;
  private @Nullable String said;

  Readiness(Cluster cluster, Release release, Console console) {
    this.cluster = cluster;
    this.release = release;
    this.console = console;
  }

  /**
   * Blocks until all pods are ready; returns them by ordinal.
   *
   * @throws FailureException with the reason, at once where waiting will not mend it
   */
  List<Pod> await(Duration timeout) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (true) {
      StatefulSet workload = Installation.require(cluster, release);
      List<Pod> pods = cluster.pods(release).stream().sorted(PodState.BY_ORDINAL).toList();
      Optional<Problem> problem = problem(workload, pods);
      if (problem.isEmpty()) {
        return pods;
      }
      if (problem.get().lasting()) {
        throw FailureException.failed(problem.get().line());
      }
      if (System.nanoTime() - deadlineNanos >= 0) {
        throw FailureException.failed(pulling(pods).orElse(problem.get()).line());
      }
      say(pods, replicas(workload));
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private Optional<Problem> problem(StatefulSet workload, List<Pod> pods) {
    List<Problem> problems = pods.stream().map(PodProblem::of).flatMap(Optional::stream).toList();
    Optional<Problem> lasting = problems.stream().filter(Problem::lasting).findFirst();
    if (lasting.isPresent()) {
      return lasting;
    }
    if (pods.size() < replicas(workload)) {
      return Optional.of(
          WorkloadProblem.of(
              workload, pods.size(), cluster.events("StatefulSet", release.workload())));
    }
    return problems.stream().findFirst();
  }

  /** A pull that goes on shows in the events alone. */
  private Optional<Problem> pulling(List<Pod> pods) {
    return pods.stream()
        .filter(pod -> !PodState.isReady(pod))
        .map(pod -> ImageProblem.pulling(pod, cluster.events("Pod", pod.getMetadata().getName())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static int replicas(StatefulSet workload) {
    Integer replicas = workload.getSpec().getReplicas();
    return replicas == null ? 1 : replicas;
  }

  private void say(List<Pod> pods, int wanted) {
    long ready = pods.stream().filter(PodState::isReady).count();
    String waitingFor =
        String.join(
            ", ",
            pods.stream()
                .filter(pod -> !PodState.isReady(pod))
                .map(pod -> pod.getMetadata().getName() + " " + PodState.words(pod))
                .toList());
    String line =
        String.format(
            Locale.ROOT,
            "podwire: %d of %d pods are ready%s",
            ready,
            wanted,
            waitingFor.isEmpty() ? "" : "; waiting for " + waitingFor);
    if (!line.equals(said)) {
      console.progress(line);
      said = line;
    }
  }
}
