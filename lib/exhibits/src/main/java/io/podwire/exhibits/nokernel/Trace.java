package io.podwire.exhibits.nokernel;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The system calls of one thread, by name.
 *
 * @param byName how often each was made
 * @param missing why there is nothing to see; empty if there was
 */
record Trace(Map<String, Long> byName, String missing) {
  Trace {
    byName = Map.copyOf(byName);
  }

  static Trace missing(String reason) {
    return new Trace(Map.of(), reason);
  }

  boolean isSeen() {
    return missing.isEmpty();
  }

  long calls() {
    return byName.values().stream().mapToLong(Long::longValue).sum();
  }

  String words() {
    if (!isSeen()) {
      return missing;
    }
    String names =
        new TreeMap<>(byName)
            .entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    return calls() == 0 ? "0" : calls() + " (" + names + ")";
  }
}
