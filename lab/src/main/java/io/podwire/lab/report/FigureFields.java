package io.podwire.lab.report;

import io.podwire.lab.report.FigureDoubts.Figure;
import io.podwire.lab.report.Grid.Field;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of a measured cell, column by column. Stateless. */
final class FigureFields {
  private static final double DEAR = 10;

  private FigureFields() {}

  /** From p50 to the cost, with what {@code parts} allows. */
  static List<Field> of(Section.Row row, CellGrid.Parts parts) {
    Cell cell = row.cell();
    Cell.Latency latency = cell.latency();
    return List.of(
        latency(latency == null ? null : latency.p50Nanos(), row, Figure.P50),
        latency(latency == null ? null : latency.p99Nanos(), row, Figure.P99),
        latency(latency == null ? null : latency.maxNanos(), row, Figure.MAX),
        perSecond(cell.messagesPerSecond()),
        new Field(cpu(cell.cpuNanosPerMessage(), parts.cpuParts()), Ink.PLAIN),
        counts(cell),
        cost(row.cost()),
        new Field(parts.bars() ? CostBar.of(row.cost()) : "", Ink.BAR));
  }

  private static Field latency(@Nullable Long nanos, Section.Row row, Figure figure) {
    if (nanos == null) {
      return Field.EMPTY;
    }
    return row.doubtful().contains(figure)
        ? new Field(FigureDoubts.MARK + Units.nanos(nanos), Ink.FAINT)
        : Field.of(Units.nanos(nanos));
  }

  private static Field perSecond(@Nullable Double value) {
    return Field.of(value == null ? null : Units.quantity(value));
  }

  /** The sum, then, if wanted, its parts in the same unit: {@code 31.8us = 7.31+6.12+18.4}. */
  static String cpu(Cell.@Nullable CpuNanosPerMessage cpu, boolean parts) {
    if (cpu == null) {
      return "";
    }
    String sum = Units.nanos(cpu.sum());
    if (!parts) {
      return sum;
    }
    String unit = sum.replaceAll("[^a-z]", "");
    return String.format(Locale.ROOT, "%6s", sum)
        + " = "
        + Stream.of(cpu.sender(), cpu.receiver(), cpu.relay())
            .limit(cpu.relay() == null ? 2 : 3)
            .map(part -> part == null ? "?" : Units.nanosIn(unit, part))
            .collect(Collectors.joining("+"));
  }

  private static Field counts(Cell cell) {
    String text =
        Stream.of(cell.lost(), cell.duplicated(), cell.reordered(), cell.corrupted())
            .map(count -> count == null ? "?" : Units.count(count))
            .collect(Collectors.joining("/"));
    Long unknown = cell.unknown();
    return new Field(
        unknown == null || unknown == 0 ? text : text + " +" + Units.count(unknown) + " unknown",
        cell.isClean() ? Ink.GOOD : Ink.BAD);
  }

  private static Field cost(OptionalDouble cost) {
    if (cost.isEmpty()) {
      return Field.EMPTY;
    }
    double ratio = cost.getAsDouble();
    return new Field(
        Units.ratio(ratio), ratio <= 1 ? Ink.GOOD : ratio < DEAR ? Ink.PLAIN : Ink.NOTICE);
  }
}
