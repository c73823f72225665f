package io.podwire.e2e.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.podwire.api.FlowState;
import io.podwire.api.FlowState.SourceState;
import io.podwire.api.LiveState;
import io.podwire.lab.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each source of live messages sent to other pods, and what became of it in all of them: of
 * pods that ended by the last words of their programs, followed in their logs because they outlive
 * the pods there, and of the others by what their consumers answer. For one thread.
 */
final class LiveAccounts implements AutoCloseable {
  private static final int PRODUCER_PORT = 8081;
  private static final int CONSUMER_PORT = 8082;
  private static final Pattern SENT =
      Pattern.compile("shm-relay: source (?<source>[0-9a-f]+) sent (?<count>\\d+)");
  private static final Pattern PROCESSED =
      Pattern.compile("source (?<source>[0-9a-f]+): processed (?<count>\\d+), next \\d+");
  private static final Pattern WRONG =
      Pattern.compile(".*(?:lost|duplicated|reordered|corrupted|unknown) [1-9]\\d*.*");

  private final Installation release;
  private final Map<String, ByteArrayOutputStream> logs = new HashMap<>();
  private final Map<String, LogWatch> watches = new HashMap<>();

  /** Follows the logs of the pods that there are. */
  LiveAccounts(Installation release) {
    this.release = release;
    follow();
  }

  /** Follows the logs of pods that are not followed yet, and returns all that there are. */
  List<Pod> follow() {
    List<Pod> pods = release.pods();
    for (Pod pod : pods) {
      follow(pod, "producer");
      follow(pod, "consumer");
    }
    return pods;
  }

  /** Waits until each pod has sent to another. */
  void awaitFlow() {
    await("live messages go around")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> living().stream().map(pod -> pod.getMetadata().getName()).allMatch(this::sends));
  }

  private boolean sends(String pod) {
    return flows(pod, PRODUCER_PORT)
        .anyMatch(flow -> flow.name().equals("shm-relay") && flow.messages() > 0);
  }

  private void follow(Pod pod, String container) {
    watches.computeIfAbsent(
        key(pod, container),
        key -> {
          ByteArrayOutputStream log = new ByteArrayOutputStream();
          logs.put(key, log);
          return release
              .client()
              .pods()
              .inNamespace(release.namespace())
              .withName(pod.getMetadata().getName())
              .inContainer(container)
              .watchLog(log);
        });
  }

  private static String key(Pod pod, String container) {
    return pod.getMetadata().getUid() + "/" + container;
  }

  /**
   * One line for each of these pods whose messages have not all been processed, once each, and for
   * each flow inside of them of which something was lost; none if nothing was lost or repeated.
   *
   * @param ended pods that were followed and that ended in good order
   */
  List<String> missing(List<Pod> ended) {
    Map<String, Long> processed = processed();
    return ended.stream()
        .flatMap(pod -> Stream.concat(missing(pod, processed).stream(), missingInside(pod)))
        .toList();
  }

  private Stream<String> missingInside(Pod pod) {
    return LocalFlows.missing(
        key(pod, pod.getMetadata().getName()), log(key(pod, "producer")), log(key(pod, "consumer")))
        .stream();
  }

  private Optional<String> missing(Pod pod, Map<String, Long> processed) {
    String name = key(pod, pod.getMetadata().getName());
    Matcher sent = SENT.matcher(log(key(pod, "producer")));
    if (!sent.find()) {
      return Optional.of(name + " has not said what it sent");
    }
    long count = Long.parseLong(sent.group("count"));
    long arrived = processed.getOrDefault(sent.group("source"), 0L);
    return count > 0 && count == arrived
        ? Optional.empty()
        : Optional.of("%s sent %d, of which %d were processed".formatted(name, count, arrived));
  }

  /** Messages of each source that consumers processed, all pods together. */
  private Map<String, Long> processed() {
    List<Pod> living = living();
    Map<String, Long> sums = new HashMap<>();
    Matcher found = PROCESSED.matcher(lastWords(living));
    while (found.find()) {
      sums.merge(found.group("source"), Long.parseLong(found.group("count")), Long::sum);
    }
    living.stream()
        .flatMap(pod -> sources(pod.getMetadata().getName()))
        .forEach(source -> sums.merge(source.source(), source.processed(), Long::sum));
    return sums;
  }

  private List<Pod> living() {
    return release.pods().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /** The sources of which a living pod received messages, and what became of these. */
  Stream<SourceState> sources(String pod) {
    return flows(pod, CONSUMER_PORT)
        .flatMap(
            flow -> Objects.requireNonNullElse(flow.sources(), List.<SourceState>of()).stream());
  }

  private Stream<FlowState> flows(String pod, int port) {
    try {
      String answer = release.get(pod, port, "/api/live");
      return Json.mapper().readValue(answer, LiveState.class).flows().stream();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no live state of " + pod, e);
    }
  }

  /** Messages that a living pod received from others. */
  long received(String pod) {
    return sources(pod).mapToLong(SourceState::processed).sum();
  }

  /** What consumers said, in their logs or now, of messages with which something went wrong. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    logs.keySet()
        .forEach(key -> log(key).lines().filter(WRONG.asMatchPredicate()).forEach(faults::add));
    for (Pod pod : living()) {
      String name = pod.getMetadata().getName();
      sources(name)
          .filter(source -> !source.integrity().isClean())
          .forEach(source -> faults.add(name + ": " + source));
    }
    return faults;
  }

  private String lastWords(List<Pod> living) {
    Set<String> stillThere =
        living.stream().map(pod -> key(pod, "consumer")).collect(Collectors.toSet());
    return logs.keySet().stream()
        .filter(key -> !stillThere.contains(key))
        .map(this::log)
        .collect(Collectors.joining("\n"));
  }

  private String log(String key) {
    ByteArrayOutputStream log = logs.get(key);
    return log == null ? "" : log.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    watches.values().forEach(LogWatch::close);
  }
}
