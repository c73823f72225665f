package io.podwire.cli.cluster;

import io.podwire.result.Units;
import io.podwire.result.text.Style;
import io.podwire.result.text.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a snapshot looks like. Stateless. */
final class WatchText {
  private WatchText() {}

  /** A page for a terminal, which is drawn again and again. */
  static String page(String title, Snapshot now, Style style) {
    StringBuilder page = new StringBuilder(title).append("\n\n");
    page.append(now.pods().isEmpty() ? "No pod is there.\n" : pods(now, style));
    page.append('\n');
    page.append(now.flows().isEmpty() ? "No sidecar tells its live flow.\n" : flows(now, style));
    if (now.comparison() != null) {
      page.append("\nComparing: ").append(now.comparison()).append('\n');
    }
    if (now.trouble() != null) {
      page.append('\n').append(now.trouble()).append('\n');
    }
    return page.toString();
  }

  private static String pods(Snapshot now, Style style) {
    return TextTable.of(
        List.of("pod", "node", "zone", "state"),
        now.pods().stream()
            .map(pod -> List.of(pod.name(), pod.node(), pod.zone(), pod.state()))
            .toList(),
        style);
  }

  private static String flows(Snapshot now, Style style) {
    return TextTable.of(
        List.of("pod", "flow", "sent/s", "received/s", "wrong", "state"),
        now.flows().stream()
            .map(
                flow ->
                    List.of(
                        flow.pod(),
                        flow.name(),
                        rate(flow.sentPerSecond()),
                        rate(flow.receivedPerSecond()),
                        flow.wrong(),
                        flow.state()))
            .toList(),
        style);
  }

  private static String rate(@Nullable Double perSecond) {
    return perSecond == null ? "-" : Units.quantity(perSecond);
  }

  /** What is worth a line when it changes, by what it is about; rates always change. */
  static Map<String, String> facts(Snapshot now) {
    Map<String, String> facts = new LinkedHashMap<>();
    now.pods().forEach(pod -> facts.put("pod " + pod.name(), pod.words()));
    now.flows()
        .forEach(
            flow ->
                facts.put(
                    String.format(Locale.ROOT, "flow %s of %s", flow.name(), flow.pod()),
                    flow.state() + ", " + flow.wrong() + " wrong"));
    facts.put("comparison", now.comparison() == null ? "none" : "running");
    if (now.trouble() != null) {
      facts.put("trouble", now.trouble());
    }
    return facts;
  }
}
