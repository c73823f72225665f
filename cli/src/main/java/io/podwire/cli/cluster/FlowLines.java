package io.podwire.cli.cluster;

import io.podwire.api.FlowState;
import io.podwire.api.LiveEvent;
import io.podwire.api.LiveState;
import io.podwire.lab.integrity.IntegrityCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The live flows of an event, line by line. For one thread. */
final class FlowLines {
  private final LiveRates rates = new LiveRates();

  /**
   * All flows of all pods.
   *
   * @param nowNanos of {@link System#nanoTime()}, when the event came
   */
  List<Snapshot.FlowLine> of(LiveEvent event, long nowNanos) {
    List<Snapshot.FlowLine> lines = new ArrayList<>();
    for (LiveEvent.PodFlows pod : event.pods()) {
      Map<String, FlowState> sent = byName(pod.producer());
      Map<String, FlowState> received = byName(pod.consumer());
      TreeSet<String> names = new TreeSet<>(sent.keySet());
      names.addAll(received.keySet());
      boolean paused = isPaused(pod.producer());
      names.forEach(
          name ->
              lines.add(
                  line(pod.name(), name, sent.get(name), received.get(name), paused, nowNanos)));
    }
    return lines;
  }

  private static Map<String, FlowState> byName(@Nullable LiveState end) {
    return end == null
        ? Map.of()
        : end.flows().stream()
            .collect(Collectors.toMap(FlowState::name, Function.identity(), (one, other) -> one));
  }

  private static boolean isPaused(@Nullable LiveState end) {
    return end != null && end.paused();
  }

  private Snapshot.FlowLine line(
      String pod,
      String name,
      @Nullable FlowState sent,
      @Nullable FlowState received,
      boolean paused,
      long nowNanos) {
    return new Snapshot.FlowLine(
        pod,
        name,
        rate("sent " + pod + " " + name, sent, nowNanos),
        rate("received " + pod + " " + name, received, nowNanos),
        wrong(received),
        paused ? "paused" : state(sent, received));
  }

  private @Nullable Double rate(String counter, @Nullable FlowState end, long nowNanos) {
    return end == null ? null : rates.perSecond(counter, end.messages(), nowNanos);
  }

  /** For instance {@code 3 lost, 1 reordered}. */
  private static String wrong(@Nullable FlowState received) {
    IntegrityCounts counts = received == null ? null : received.integrity();
    if (counts == null || counts.isClean()) {
      return "0";
    }
    return Stream.of(
            some(counts.lost(), "lost"),
            some(counts.duplicated(), "duplicated"),
            some(counts.reordered(), "reordered"),
            some(counts.corrupted(), "corrupted"),
            some(counts.unknown(), "unknown"))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String some(long count, String word) {
    return count == 0 ? "" : count + " " + word;
  }

  private static String state(@Nullable FlowState sent, @Nullable FlowState received) {
    return Stream.of("producer", "consumer")
        .map(end -> fault(end, end.equals("producer") ? sent : received))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("connected");
  }

  private static String fault(String end, @Nullable FlowState flow) {
    if (flow == null || (flow.connected() && flow.error() == null)) {
      return "";
    }
    return flow.error() == null ? end + " not connected" : end + ": " + flow.error();
  }
}
