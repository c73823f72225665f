package io.podwire.result.analysis;

import io.podwire.lab.environment.CoreDistance;
import io.podwire.lab.environment.Environment;
import java.util.Optional;

/** What the cores on which the ends ran do to the figures. Stateless. */
final class PlacementDoubts {
  private PlacementDoubts() {}

  /** A sentence, none for two cores that share a cache. */
  static Optional<String> of(Environment environment) {
    Optional<String> pinned = CoreText.of(environment);
    if (pinned.isEmpty()) {
      return Optional.of(
          "Placement unknown: the scheduler chose the cores, and ends that share one need no wake-up and"
              + " look several times faster in a round trip that blocks; bench pins them with --cores.");
    }
    CoreDistance distance = environment.coreDistance();
    return distance == null
        ? Optional.of("Which caches the cores share is not known (" + pinned.get() + ").")
        : consequence(distance).map(sentence -> "The ends: " + pinned.get() + ": " + sentence);
  }

  private static Optional<String> consequence(CoreDistance distance) {
    return switch (distance) {
      case SAME_CORE ->
          Optional.of(
              "they take turns, so a round trip that blocks wakes no other core and looks cheaper, and"
                  + " one that spins waits for time slices; take two cores.");
      case SMT_SIBLINGS ->
          Optional.of(
              "no line crosses between cores, which flatters shared memory, and an end that spins slows"
                  + " the other; take two physical cores.");
      case SHARED_CACHE -> Optional.empty();
      case OTHER_CACHE ->
          Optional.of(
              "every line that both use crosses between caches, which costs shared memory most; take"
                  + " cores that share a cache to leave that out.");
      case OTHER_NUMA_NODE ->
          Optional.of(
              "every line that both use crosses between them, and the memory is far from one end; take"
                  + " cores of one node to leave that out.");
    };
  }
}
