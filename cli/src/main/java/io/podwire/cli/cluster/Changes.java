package io.podwire.cli.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has changed from one look to the next, a line each. For one thread. */
final class Changes {
  private Map<String, String> before = Map.of();

  /** The lines for facts by subject; all of them the first time. */
  List<String> to(Map<String, String> now) {
    List<String> lines = new ArrayList<>();
    now.forEach(
        (subject, fact) -> {
          if (!fact.equals(before.get(subject))) {
            lines.add(subject + ": " + fact);
          }
        });
    before.keySet().stream()
        .filter(subject -> !now.containsKey(subject))
        .forEach(subject -> lines.add(subject + ": gone"));
    before = now;
    return lines;
  }
}
