package io.podwire.result.text;

import io.podwire.result.Cell;
import io.podwire.result.Metric;
import io.podwire.result.Spread;
import io.podwire.result.Units;
import io.podwire.result.analysis.FigureDoubts;
import io.podwire.result.analysis.FigureDoubts.Figure;
import io.podwire.result.analysis.RoundDoubts;
import io.podwire.result.analysis.RowFigures;
import io.podwire.result.analysis.Section;
import io.podwire.result.analysis.SectionTitle;
import io.podwire.result.text.Grid.Field;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of a measured cell, column by column. Stateless. */
final class FigureFields {
  private static final double DEAR = 10;
  private static final double KEPT_UP = 0.05; // so far below the load is what is still kept up with

  private FigureFields() {}

  /** From the load to the cost, with what {@code parts} allows. */
  static List<Field> of(Section.Row row, CellGrid.Parts parts) {
    Cell cell = row.cell();
    Cell.Latency latency = cell.latency();
    RowFigures figures = new RowFigures(cell);
    return List.of(
        offered(cell.offered()),
        latency(Metric.P50.of(cell), row, Figure.P50),
        latency(figures.p99Nanos(), row, Figure.P99),
        latency(latency == null ? null : latency.maxNanos(), row, Figure.MAX),
        rate(cell),
        spread(cell),
        new Field(cpu(figures.cpu(), parts.cpuParts()), Ink.PLAIN),
        parts.cores() ? coresBusy(figures.coresBusy()) : Field.EMPTY,
        count(figures.contextSwitches(), parts),
        count(figures.systemCalls(), parts),
        count(figures.allocatedBytes(), parts),
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

  private static Field latency(OptionalDouble nanos, Section.Row row, Figure figure) {
    return latency(nanos.isEmpty() ? null : (Long) Math.round(nanos.getAsDouble()), row, figure);
  }

  /** The rate, and its share of what the channel carries: {@code 12.3k (50%)}. */
  private static Field offered(Cell.@Nullable Offered offered) {
    if (offered == null) {
      return Field.EMPTY;
    }
    String rate = offered.isAtOnce() ? "all at once" : Units.quantity(offered.messagesPerSecond());
    Double fraction = offered.saturationFraction();
    return Field.of(fraction == null ? rate : rate + " (" + Units.percent(fraction) + ")");
  }

  private static Field rate(Cell cell) {
    OptionalDouble rate = Metric.THROUGHPUT.of(cell);
    Cell.Offered offered = cell.offered();
    boolean behind =
        offered != null && rate.orElse(0) < offered.messagesPerSecond() * (1 - KEPT_UP);
    return rate.isEmpty()
        ? Field.EMPTY
        : new Field(
            (behind ? SectionTitle.SATURATED : "") + Units.quantity(rate.getAsDouble()),
            behind ? Ink.BAD : Ink.PLAIN);
  }

  /** Of the figure by which the section is ranked. */
  private static Field spread(Cell cell) {
    return Spread.of(Metric.ofPattern(cell.pattern()), cell)
        .filter(spread -> spread.rounds() > 1)
        .map(Spread::halfFraction)
        .map(
            half ->
                new Field(Units.halfSpread(half), half > RoundDoubts.WIDE ? Ink.NOTICE : Ink.PLAIN))
        .orElse(Field.EMPTY);
  }

  /** How many cores all ends together kept busy: what a short wait by spinning is paid with. */
  private static Field coresBusy(@Nullable Double cores) {
    return cores == null ? Field.EMPTY : Field.of(String.format(Locale.ROOT, "%.2f", cores));
  }

  private static Field count(@Nullable Double perMessage, CellGrid.Parts parts) {
    return perMessage == null || !parts.counts()
        ? Field.EMPTY
        : Field.of(String.format(Locale.ROOT, perMessage < 100 ? "%.2f" : "%.0f", perMessage));
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
