package io.podwire.result.analysis;

import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Metric;
import io.podwire.result.Result;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to take for each pattern, size and boundary, and why, from the figures alone. A row that
 * lost, repeated, reordered or corrupted anything, or that failed, is never recommended. Stateless.
 */
public final class Advice {
  private Advice() {}

  /** Rows between which there is a choice. */
  private record Case(Boundary boundary, String load) {}

  /** One sentence or two for each choice; never empty. */
  public static List<String> of(Result result) {
    List<String> lines = new ArrayList<>();
    for (Section section : Section.of(result)) {
      byCase(section)
          .forEach(
              (which, rows) -> {
                String where =
                    SectionTitle.of(section) + which.load() + " " + which.boundary().words() + ": ";
                line(rows, Metric.ofPattern(section.pattern()))
                    .ifPresent(advice -> lines.add(where + advice));
              });
    }
    return lines.isEmpty() ? List.of("There is nothing to choose between here.") : lines;
  }

  private static Map<Case, List<Section.Row>> byCase(Section section) {
    Map<Case, List<Section.Row>> groups =
        new TreeMap<>(Comparator.comparing(Case::boundary).thenComparing(Case::load));
    for (Section.Row row : section.rows()) {
      load(row.cell())
          .map(load -> new Case(Boundary.parse(row.cell().boundary()), load))
          .ifPresent(which -> groups.computeIfAbsent(which, key -> new ArrayList<>()).add(row));
    }
    return groups;
  }

  /** In words; empty for what is another rate for each: a share of what it carries, or all. */
  private static Optional<String> load(Cell cell) {
    Cell.Offered offered = cell.offered();
    if (offered == null) {
      return Optional.of("");
    }
    return offered.saturationFraction() == null && !offered.isAtOnce()
        ? Optional.of(" at " + Units.quantity(offered.messagesPerSecond()) + "/s")
        : Optional.empty();
  }

  private static Optional<String> line(List<Section.Row> rows, Metric metric) {
    List<Section.Row> measured = rows.stream().filter(row -> row.cost().isPresent()).toList();
    if (measured.size() < 2) {
      return Optional.empty();
    }
    List<Section.Row> clean = measured.stream().filter(row -> row.cell().isClean()).toList();
    if (clean.isEmpty()) {
      return Optional.of("take none of these; every one lost or damaged messages.");
    }
    Choice choice = new Choice(clean, metric);
    return Optional.of(choice.text() + leftOut(measured, clean));
  }

  private static String leftOut(List<Section.Row> measured, List<Section.Row> clean) {
    List<String> names =
        measured.stream()
            .filter(row -> !clean.contains(row))
            .map(row -> Choice.name(row.cell()))
            .toList();
    return names.isEmpty()
        ? ""
        : " Left out for lost or damaged messages: " + String.join(", ", names) + ".";
  }
}
