package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last words of producers and consumers, followed from their logs because they outlive the pods
 * there: what each source sent to other pods, and what became of it in all of them. For one thread.
 */
final class LiveAccounts implements AutoCloseable {
  private static final Pattern SENT =
      Pattern.compile("shm-relay: source (?<source>[0-9a-f]+) sent (?<count>\\d+)");
  private static final Pattern PROCESSED =
      Pattern.compile("source (?<source>[0-9a-f]+): processed (?<count>\\d+), next \\d+");
  private static final Pattern WRONG =
      Pattern.compile("(?:lost|duplicated|reordered|corrupted|unknown) [1-9]\\d*");

  private final Map<String, ByteArrayOutputStream> logs = new HashMap<>();
  private final Map<String, LogWatch> watches = new HashMap<>();

  /** Follows the logs of pods that are not followed yet. */
  void follow(Installation release) {
    for (Pod pod : release.pods()) {
      follow(release, pod, "producer");
      follow(release, pod, "consumer");
    }
  }

  private void follow(Installation release, Pod pod, String container) {
    String key = pod.getMetadata().getUid() + "/" + container;
    watches.computeIfAbsent(
        key,
        unknown -> {
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

  /** Messages that each source said to have sent to other pods. */
  Map<String, Long> sent() {
    return sum(SENT);
  }

  /** Messages of each source that consumers said to have processed, all pods together. */
  Map<String, Long> processed() {
    return sum(PROCESSED);
  }

  private Map<String, Long> sum(Pattern pattern) {
    Map<String, Long> sums = new HashMap<>();
    Matcher found = pattern.matcher(text());
    while (found.find()) {
      sums.merge(found.group("source"), Long.parseLong(found.group("count")), Long::sum);
    }
    return sums;
  }

  /** Whether any consumer said that something went wrong with a message. */
  boolean tellOfFaults() {
    return WRONG.matcher(text()).find();
  }

  /** All that was logged. */
  String text() {
    StringBuilder text = new StringBuilder();
    logs.values().forEach(log -> text.append(log.toString(StandardCharsets.UTF_8)).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    watches.values().forEach(LogWatch::close);
  }
}
