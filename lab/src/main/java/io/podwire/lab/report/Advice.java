package io.podwire.lab.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What to take for each pattern, size and boundary, and why, from the figures alone. A row that
 * lost, repeated, reordered or corrupted anything, or that failed, is never recommended. Stateless.
 */
public final class Advice {
  private Advice() {}

  /** One sentence or two for each choice; never empty. */
  public static List<String> of(Result result) {
    List<String> lines = new ArrayList<>();
    for (Section section : Section.of(result)) {
      byBoundary(section)
          .forEach(
              (boundary, rows) -> {
                String where = SectionTitle.of(section) + " " + boundary.words() + ": ";
                line(rows, result, Metric.ofPattern(section.pattern()))
                    .ifPresent(advice -> lines.add(where + advice));
              });
    }
    return lines.isEmpty() ? List.of("There is nothing to choose between here.") : lines;
  }

  private static Map<Boundary, List<Section.Row>> byBoundary(Section section) {
    Map<Boundary, List<Section.Row>> groups = new EnumMap<>(Boundary.class);
    for (Section.Row row : section.rows()) {
      groups
          .computeIfAbsent(Boundary.parse(row.cell().boundary()), boundary -> new ArrayList<>())
          .add(row);
    }
    return groups;
  }

  private static java.util.Optional<String> line(
      List<Section.Row> rows, Result result, Metric metric) {
    List<Section.Row> measured = rows.stream().filter(row -> row.cost().isPresent()).toList();
    if (measured.size() < 2) {
      return java.util.Optional.empty();
    }
    List<Section.Row> clean = measured.stream().filter(row -> row.cell().isClean()).toList();
    if (clean.isEmpty()) {
      return java.util.Optional.of("take none of these; every one lost or damaged messages.");
    }
    Choice choice = new Choice(clean, metric, result.environment().noiseFloorNanos());
    return java.util.Optional.of(choice.text() + leftOut(measured, clean));
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
