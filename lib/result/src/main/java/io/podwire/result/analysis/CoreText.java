package io.podwire.result.analysis;

import io.podwire.lab.environment.CoreDistance;
import io.podwire.lab.environment.Environment;
import io.podwire.result.Wrap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** On which cores the ends ran and what lies between these. Stateless. */
public final class CoreText {
  private static final String CORE = "core ";

  private CoreText() {}

  /**
   * For instance {@code source on core 0 and sink on core 1, two physical cores that share their
   * last-level cache}; empty where the ends were not pinned.
   */
  public static Optional<String> of(Environment environment) {
    Map<String, String> pinned = new LinkedHashMap<>(environment.placement());
    pinned.values().removeIf(place -> !place.startsWith(CORE));
    if (pinned.isEmpty()) {
      return Optional.empty();
    }
    String ends =
        pinned.entrySet().stream()
            .map(entry -> entry.getKey() + " on " + entry.getValue())
            .collect(Collectors.joining(" and "));
    CoreDistance distance = environment.coreDistance();
    return Optional.of(Wrap.oneLine(ends + (distance == null ? "" : ", " + words(distance))));
  }

  private static String words(CoreDistance distance) {
    return switch (distance) {
      case SAME_CORE -> "which is one core for both";
      case SMT_SIBLINGS -> "two hardware threads of one physical core";
      case SHARED_CACHE -> "two physical cores that share their last-level cache";
      case OTHER_CACHE -> "two physical cores with a last-level cache each";
      case OTHER_NUMA_NODE -> "cores of two NUMA nodes";
    };
  }
}
