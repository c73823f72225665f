package io.podwire.e2e.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the producer of a pod sent to the pod's own consumer, and what that one received, by the
 * last words of both: a message that is lost at the very end leaves no gap. Stateless.
 */
final class LocalFlows {
  private static final List<String> CHANNELS = List.of("shm", "fifo", "mq", "sysv", "uds", "tcp");

  /** Its sender counts what was answered: the last request may be processed without. */
  private static final String HTTP = "http";

  private static final Pattern SENT =
      Pattern.compile("(?<![\\w-])(?<flow>[a-z-]+): source [0-9a-f]+ sent (?<count>\\d+)");
  private static final Pattern RECEIVED =
      Pattern.compile("(?<![\\w-])(?<flow>[a-z-]+): received (?<count>\\d+)");

  /** Only its sender knows both. */
  private static final Pattern PIPE =
      Pattern.compile("pipe: source [0-9a-f]+ sent (?<count>[1-9]\\d*), returned \\k<count>\\b");

  private LocalFlows() {}

  /** One line for each flow of this pod of which not all that was sent was received. */
  static List<String> missing(String pod, String producerLog, String consumerLog) {
    Map<String, Long> sent = counts(SENT, producerLog);
    Map<String, Long> received = counts(RECEIVED, consumerLog);
    List<String> lines = new ArrayList<>();
    for (String flow : CHANNELS) {
      if (!sent.containsKey(flow)
          || sent.get(flow) == 0
          || !sent.get(flow).equals(received.get(flow))) {
        lines.add(line(pod, flow, sent, received));
      }
    }
    long answered = sent.getOrDefault(HTTP, 0L);
    long processed = received.getOrDefault(HTTP, 0L);
    if (answered == 0 || processed < answered || processed > answered + 1) {
      lines.add(line(pod, HTTP, sent, received));
    }
    if (!PIPE.matcher(producerLog).find()) {
      lines.add(pod + ": pipe: not all that was sent has returned: " + sent.get("pipe"));
    }
    return lines;
  }

  private static Map<String, Long> counts(Pattern pattern, String log) {
    Map<String, Long> counts = new TreeMap<>();
    Matcher found = pattern.matcher(log);
    while (found.find()) {
      counts.put(found.group("flow"), Long.parseLong(found.group("count")));
    }
    return counts;
  }

  private static String line(
      String pod, String flow, Map<String, Long> sent, Map<String, Long> received) {
    return "%s: %s: sent %s, received %s".formatted(pod, flow, sent.get(flow), received.get(flow));
  }
}
