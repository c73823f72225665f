package io.podwire.result.analysis;

import io.podwire.ipc.ByteSize;
import io.podwire.result.Cell;
import io.podwire.result.LatencyKind;
import java.util.List;
import java.util.function.Function;

/** What a section shows, in words. Stateless. */
public final class SectionTitle {
  /** Stands before the rate of a paced row of which fewer messages arrive than were offered. */
  public static final String SATURATED = "!";

  private SectionTitle() {}

  /** For instance {@code Round trip of 64 B}. */
  public static String of(Section section) {
    String size = ByteSize.format(section.sizeBytes());
    String bytes = size.endsWith("B") ? size : size + " B";
    String what =
        switch (section.pattern()) {
          case "round-trip" -> "Round trip of ";
          case "paced" -> "Paced messages of ";
          default -> "Stream of ";
        };
    return what + bytes + otherKind(section);
  }

  /** What a foreign result measured that this pattern does not; it is no neighbour of the rest. */
  private static String otherKind(Section section) {
    if (section.latencyKind().equals(LatencyKind.ofPattern(section.pattern()))) {
      return "";
    }
    return section.latencyKind().equals(LatencyKind.ONE_WAY)
        ? ", latency one way"
        : ", latency there and back";
  }

  /** What the figures mean, and under which conditions they were taken. */
  public static String explanation(Section section) {
    String meaning =
        switch (section.pattern()) {
          case "round-trip" ->
              section.latencyKind().equals(LatencyKind.ONE_WAY)
                  ? "A message there and back, timed one way. Cost: p50 over the shortest"
                  : "A message there and back. Cost: p50 over the shortest";
          case "paced" ->
              (section.latencyKind().equals(LatencyKind.ONE_WAY) ? "One way" : "There and back")
                  + " at a fixed rate, from when it should have left. Where fewer arrive than were"
                  + " offered (marked "
                  + SATURATED
                  + "), the channel is saturated and the latency grows with the run. Cost: p50 over the"
                  + " shortest";
          default -> "One way, as fast as it goes. Cost: the highest rate over the row's";
        };
    List<String> verify = distinct(section, Cell::verify);
    return meaning
        + (section.rows().stream().anyMatch(row -> row.cell().rounds() != null)
            ? ". Vary by: half the way from the best to the worst round"
            : "")
        + (section.rows().stream().anyMatch(row -> row.cell().waitStrategy().equals("block"))
            ? ". Wait block unless named"
            : "")
        + (verify.isEmpty() ? "" : ". Verify " + String.join(" or ", verify))
        + "."
        + (lacksLatency(section) ? " No latency where the two ends read different clocks." : "");
  }

  private static boolean lacksLatency(Section section) {
    return section.pattern().equals("paced")
        && section.rows().stream()
            .map(Section.Row::cell)
            .anyMatch(cell -> cell.isMeasured() && cell.latency() == null);
  }

  private static List<String> distinct(
      Section section, Function<Cell, @org.jspecify.annotations.Nullable String> of) {
    return section.rows().stream()
        .map(row -> of.apply(row.cell()))
        .filter(java.util.Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
