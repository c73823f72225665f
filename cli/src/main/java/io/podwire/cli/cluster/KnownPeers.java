package io.podwire.cli.cluster;

import io.podwire.api.LiveEvent;
import io.podwire.api.Topology;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.SidecarClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the asked sidecar has found the other pods, and their programs serve, as they do soon
 * after an install. For one thread.
 */
final class KnownPeers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 200;

  private final SidecarClient client;
  private final String url;
  private final Console console;
  private @Nullable String said;

  KnownPeers(SidecarClient client, String url, Console console) {
    this.client = client;
    this.url = url;
    this.console = console;
  }

  /**
   * Blocks until so many pods, with the asked one, are known, ready and reached.
   *
   * @throws FailureException with what is missing at the timeout
   */
  void require(int pods, Duration timeout) throws InterruptedException {
    Optional<Problem> missing = await(pods, timeout);
    if (missing.isPresent()) {
      throw FailureException.failed(missing.get().line());
    }
  }

  /**
   * Blocks until the pods that are known are ready and reached, for ten seconds at most; then the
   * comparison goes on without them, and stderr says so.
   *
   * @throws FailureException if none can be known
   */
  void awaitKnown(Duration timeout) throws InterruptedException {
    Optional<Problem> missing = await(1, timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE);
    if (missing.isPresent() && missing.get().lasting()) {
      throw FailureException.failed(missing.get().line());
    }
    missing.ifPresent(problem -> console.warn(problem.line() + "; it is left out"));
  }

  /** What is missing at the end; a lasting problem is one without which nothing is known. */
  private Optional<Problem> await(int pods, Duration timeout) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    Optional<Problem> missing = missing(pods);
    while (missing.isPresent() && System.nanoTime() - deadlineNanos < 0) {
      say(missing.get().line());
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      missing = missing(pods);
    }
    return missing;
  }

  private void say(String line) {
    if (said == null) { // once: it is expected for a moment
      console.progress("podwire: waiting: " + line);
      said = line;
    }
  }

  private Optional<Problem> missing(int pods) throws InterruptedException {
    try {
      Topology topology = client.topology(url);
      Optional<Problem> told =
          unheard(topology)
              .or(() -> unknown(topology, pods))
              .or(() -> unreached(topology))
              .or(() -> notReady(topology));
      return told.isPresent() ? told : silent(topology.self().name());
    } catch (FailureException e) {
      return Optional.of(Problem.passing("%s", String.valueOf(e.getMessage())));
    }
  }

  private static Optional<Problem> unheard(Topology topology) {
    return Boolean.FALSE.equals(topology.clusterApiConnected())
        ? Optional.of(
            Problem.lasting(
                "the sidecar of pod %s cannot follow the other pods: %s",
                topology.self().name(),
                topology.clusterApiFault() == null
                    ? "it does not hear from the Kubernetes API; see its log"
                    : topology.clusterApiFault()))
        : Optional.empty();
  }

  private static Optional<Problem> unknown(Topology topology, int pods) {
    int known = topology.pods().size();
    return known < pods
        ? Optional.of(
            Problem.passing(
                "the sidecar of pod %s knows %d of %d pods (%s); see that the others run, or give a longer --timeout",
                topology.self().name(), known, pods, names(topology.pods(), pod -> true)))
        : Optional.empty();
  }

  private static Optional<Problem> unreached(Topology topology) {
    return problem(
        names(topology.peers(), pod -> !pod.reachable()),
        "pod %2$s does not reach the sidecar of %1$s; see the NetworkPolicy and that sidecar's log",
        topology.self().name());
  }

  private static Optional<Problem> notReady(Topology topology) {
    return problem(
        names(topology.pods(), pod -> !pod.ready()),
        "pod %s takes no traffic yet; see kubectl describe pod, or give a longer --timeout",
        "");
  }

  private Optional<Problem> silent(String self) throws InterruptedException {
    LiveEvent now = client.liveNow(url);
    String programs =
        now.pods().stream()
            .flatMap(
                pod ->
                    Stream.of(
                        pod.producer() == null ? "the producer of " + pod.name() : "",
                        pod.consumer() == null ? "the consumer of " + pod.name() : ""))
            .filter(program -> !program.isEmpty())
            .collect(Collectors.joining(", "));
    return problem(
        programs,
        "the sidecar of pod %2$s gets no answer from %1$s; see the NetworkPolicy and that program's log",
        self);
  }

  private static Optional<Problem> problem(String who, String line, String self) {
    return who.isEmpty() ? Optional.empty() : Optional.of(Problem.passing(line, who, self));
  }

  private static String names(List<Topology.Pod> pods, Predicate<Topology.Pod> chosen) {
    return pods.stream().filter(chosen).map(Topology.Pod::name).collect(Collectors.joining(", "));
  }
}
