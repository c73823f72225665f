package io.podwire.lab.report;

import io.podwire.ipc.ByteSize;
import java.util.List;
import java.util.function.Function;

/** What a section shows, in words. Stateless. */
final class SectionTitle {
  private SectionTitle() {}

  /** For instance {@code Round trip of 64 B}. */
  static String of(Section section) {
    String size = ByteSize.format(section.sizeBytes());
    String bytes = size.endsWith("B") ? size : size + " B";
    return switch (section.pattern()) {
      case "round-trip" -> "Round trip of " + bytes;
      case "paced" -> "Paced messages of " + bytes;
      default -> "Stream of " + bytes;
    };
  }

  /** What the figures mean, and under which conditions they were taken. */
  static String explanation(Section section) {
    String meaning =
        switch (section.pattern()) {
          case "round-trip" -> "A message there and back. Cost: p50 over the shortest";
          case "paced" ->
              "One way at a fixed rate, from when it should have left. Where fewer arrive than were"
                  + " offered, the channel is saturated and the latency grows with the run. Cost: p50"
                  + " over the shortest";
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
        + ".";
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
