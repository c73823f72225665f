package io.podwire.result.analysis;

import io.podwire.result.Cell;
import io.podwire.result.Units;
import io.podwire.result.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which ends a CPU limit stopped while they measured, by the ends' own cgroups: the limit of the
 * program that was asked for the run says nothing of theirs. Stateless.
 */
public final class ThrottleDoubts {
  private static final int NAMED = 3;

  /** An end that was stopped. */
  private record Stopped(Cell cell, String end, long nanos) {
    String text() {
      Long duration = cell.durationNanos();
      return String.format(
          Locale.ROOT,
          "%s (%s %s, %s for %s%s)",
          Choice.name(cell),
          cell.boundary(),
          cell.pattern(),
          end,
          Units.nanos(nanos),
          duration == null ? "" : " of " + Units.nanos(duration));
    }
  }

  private ThrottleDoubts() {}

  /** A sentence, if there is such an end. */
  static Optional<String> of(List<Cell> measured) {
    List<Stopped> stopped =
        measured.stream()
            .flatMap(cell -> stopped(cell).stream())
            .sorted(Comparator.comparingLong(Stopped::nanos).reversed())
            .toList();
    if (stopped.isEmpty()) {
      return Optional.empty();
    }
    long cells = stopped.stream().map(Stopped::cell).distinct().count();
    return Optional.of(
        String.format(
                Locale.ROOT,
                "A CPU limit stopped an end in %d of %d cells, most of all %s: it stands in their p99, max and rates;",
                cells,
                measured.size(),
                named(stopped))
            + " raise the limit of these containers (an end that spins takes a whole core) or wait with"
            + " block, and measure again.");
  }

  private static String named(List<Stopped> stopped) {
    return stopped.stream().limit(NAMED).map(Stopped::text).collect(Collectors.joining(", "));
  }

  private static List<Stopped> stopped(Cell cell) {
    List<Stopped> stopped = new ArrayList<>();
    Usage usage = cell.usage();
    if (usage != null) {
      add(stopped, cell, "sender", usage.sender());
      add(stopped, cell, "receiver", usage.receiver());
      add(stopped, cell, "sidecars", usage.relay());
    }
    return stopped;
  }

  private static void add(List<Stopped> stopped, Cell cell, String name, Usage.@Nullable End end) {
    Long nanos = end == null ? null : end.throttledNanos();
    if (nanos != null && nanos > 0) {
      stopped.add(new Stopped(cell, name, nanos));
    }
  }

  /** Whether it is known of both ends if a limit stopped them. */
  static boolean isKnown(Cell cell) {
    Usage usage = cell.usage();
    return usage != null && isKnown(usage.sender()) && isKnown(usage.receiver());
  }

  private static boolean isKnown(Usage.@Nullable End end) {
    return end != null && end.throttledNanos() != null;
  }

  /** Whether a limit is known to have stopped one. */
  public static boolean isThrottled(Cell cell) {
    return !stopped(cell).isEmpty();
  }
}
