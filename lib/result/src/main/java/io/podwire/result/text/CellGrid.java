package io.podwire.result.text;

import io.podwire.result.Cell;
import io.podwire.result.CellIdentity;
import io.podwire.result.Wrap;
import io.podwire.result.analysis.Section;
import io.podwire.result.text.Grid.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A section as a grid: which columns there are and what stands in them. */
final class CellGrid {
  private final Section section;
  private final Parts parts;
  private final Function<List<String>, String> pathText;
  private final Set<CellIdentity> severalWaits;

  /**
   * What stands in a grid where there is room.
   *
   * @param bars whether a bar follows the cost
   * @param cpuParts whether the parts follow the CPU time
   * @param cores whether the cores that it keeps busy stand beside it
   * @param counts whether context switches, system calls and allocation do
   */
  record Parts(boolean bars, boolean cpuParts, boolean cores, boolean counts) {
    /** The same, but without bars if there shall be none. */
    Parts withBars(boolean wanted) {
      return new Parts(bars && wanted, cpuParts, cores, counts);
    }
  }

  /**
   * Prepares a grid.
   *
   * @param parts what may stand in it
   * @param pathText how a path is written
   */
  CellGrid(Section section, Parts parts, Function<List<String>, String> pathText) {
    this.section = section;
    this.parts = parts;
    this.pathText = pathText;
    this.severalWaits = severalWaits(section);
  }

  private static Set<CellIdentity> severalWaits(Section section) {
    return section.rows().stream()
        .map(row -> CellIdentity.of(row.cell()))
        .collect(Collectors.groupingBy(identity -> identity.withWait("")))
        .entrySet()
        .stream()
        .filter(same -> same.getValue().stream().distinct().count() > 1)
        .map(java.util.Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** The grid, with a blank line between what stays inside the pod and what leaves it. */
  Grid grid() {
    List<Grid.Line> lines = new ArrayList<>();
    boolean inside = true;
    for (Section.Row row : section.rows()) {
      if (inside && !row.insidePod() && !lines.isEmpty()) {
        lines.add(Grid.Line.BLANK);
      }
      inside = row.insidePod();
      lines.add(line(row));
    }
    return new Grid(columns(), lines).withoutUnusedColumns();
  }

  private List<Grid.Column> columns() {
    return List.of(
        new Grid.Column("mechanism", false),
        new Grid.Column("boundary", false),
        new Grid.Column("path", false),
        new Grid.Column("offered\nper second", true),
        new Grid.Column("p50", true),
        new Grid.Column("p99", true),
        new Grid.Column("max", true),
        new Grid.Column("messages\n/second", true),
        new Grid.Column("vary\nby", true),
        parts.cpuParts()
            ? new Grid.Column("CPU per message\n= send+receive+relay", false)
            : new Grid.Column("CPU per\nmessage", true),
        new Grid.Column("cores\nbusy", true),
        new Grid.Column("context\nswitches", true),
        new Grid.Column("system\ncalls", true),
        new Grid.Column("bytes\nallocated", true),
        new Grid.Column("lost/dup/\nreo/corr", true),
        new Grid.Column("cost", true),
        new Grid.Column("a block\ndoubles it", false));
  }

  private Grid.Line line(Section.Row row) {
    Cell cell = row.cell();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(mechanism(cell), Ink.STRONG));
    fields.add(Field.of(cell.boundary()));
    fields.add(new Field(pathText.apply(cell.path()), Ink.FAINT));
    if (cell.status() != Cell.Status.MEASURED) {
      return new Grid.Line(fields, note(cell));
    }
    fields.addAll(FigureFields.of(row, parts));
    return new Grid.Line(fields, null);
  }

  private String mechanism(Cell cell) {
    CellIdentity identity = CellIdentity.of(cell);
    String text = cell.mechanism();
    if (severalWaits.contains(identity.withWait("")) || !cell.waitStrategy().equals("block")) {
      text += " " + cell.waitStrategy();
    }
    return cell.serviceLevel().equals("raw") ? text : text + " " + cell.serviceLevel();
  }

  private static Grid.Note note(Cell cell) {
    boolean forbidden = cell.status() == Cell.Status.FORBIDDEN;
    String reason = cell.reason() == null ? "no reason was given" : cell.reason();
    return new Grid.Note(
        forbidden ? "forbidden" : "failed", forbidden ? Ink.NOTICE : Ink.BAD, Wrap.oneLine(reason));
  }
}
