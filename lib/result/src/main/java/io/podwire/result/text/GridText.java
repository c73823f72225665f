package io.podwire.result.text;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.Styler;
import io.podwire.result.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lays a grid out in aligned columns. For one thread. A note lies across all columns that its line
 * leaves free, so it is known how it wraps only once the widths are: the grid is laid out twice.
 */
final class GridText {
  private static final int UNLIMITED = 10_000;
  private static final int BORDERS = 29; // as AsciiTable counts them
  private static final int HEADER_RULE = 8;
  private static final int PADDING = 2; // one blank on each side of a cell
  private static final int MIN_NOTE_COLUMNS = 50;

  private final Grid grid;
  private final Style style;
  private final int[] widths;

  GridText(Grid grid, Style style) {
    this.grid = grid;
    this.style = style;
    this.widths = new int[grid.columns().size()];
    layOut(
        new Styler() {
          @Override
          public List<String> styleHeader(Column column, int index, List<String> lines) {
            widths[index] = lines.getFirst().length();
            return lines;
          }
        },
        grid.lines().stream().map(this::fieldTexts).toArray(String[][]::new));
    grid.lines().stream().filter(line -> line.note() != null).forEach(this::widenFor);
  }

  /** The width of the widest line in characters. */
  int width() {
    return IntStream.of(widths).sum();
  }

  /** The table, each line ended by a newline, without blanks at the ends of lines. */
  String text() {
    List<Block> blocks = grid.lines().stream().map(this::block).toList();
    String[][] room = blocks.stream().map(Block::room).toArray(String[][]::new);
    return layOut(new Painting(blocks), room)
            .lines()
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private String layOut(Styler styler, String[][] cells) {
    Character[] borders = new Character[BORDERS];
    borders[HEADER_RULE] = style.bars() ? '\u2500' : '-';
    return AsciiTable.builder()
        .border(borders)
        .lineSeparator("\n")
        .styler(styler)
        .data(columns(), cells)
        .asString();
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      Grid.Column column = grid.columns().get(i);
      HorizontalAlign align = column.right() ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
      columns.add(
          new Column()
              .header(column.header())
              .headerAlign(align)
              .dataAlign(align)
              .minWidth(widths[i])
              .maxWidth(UNLIMITED));
    }
    return columns.toArray(Column[]::new);
  }

  private String[] fieldTexts(Grid.Line line) {
    return IntStream.range(0, widths.length)
        .mapToObj(column -> line.field(column).text())
        .toArray(String[]::new);
  }

  private int spanOf(Grid.Line line) {
    return IntStream.range(line.fields().size(), widths.length).map(i -> widths[i]).sum();
  }

  private void widenFor(Grid.Line line) {
    widths[widths.length - 1] += Math.max(0, MIN_NOTE_COLUMNS + PADDING - spanOf(line));
  }

  private Block block(Grid.Line line) {
    Grid.Note note = line.note();
    return new Block(
        line,
        fieldTexts(line),
        note == null ? List.of() : Wrap.lines(note.text(), spanOf(line) - PADDING));
  }

  /** A line with its note broken into lines. */
  private record Block(Grid.Line line, String[] texts, List<String> note) {
    /** What the layout sees: the fields, and as many empty lines as the note takes. */
    String[] room() {
      String[] room = texts.clone();
      if (note.size() > 1) {
        room[room.length - 1] = "\n".repeat(note.size() - 1);
      }
      return room;
    }
  }

  /** Colours what is laid out, and puts the notes into the room that was kept for them. */
  private final class Painting implements Styler {
    private final List<Block> blocks;

    Painting(List<Block> blocks) {
      this.blocks = blocks;
    }

    @Override
    public List<String> styleHeader(Column column, int index, List<String> lines) {
      return lines.stream().map(line -> paint(Ink.FAINT, line)).toList();
    }

    @Override
    public List<String> styleCell(Column column, int row, int index, List<String> lines) {
      Block block = blocks.get(row);
      int fields = block.line().fields().size();
      if (block.line().note() == null || index < fields) {
        Ink ink = block.line().field(index).ink();
        return lines.stream().map(line -> paint(ink, line)).toList();
      }
      // The first free column carries the note for all of them.
      return IntStream.range(0, lines.size())
          .mapToObj(i -> index == fields ? noteLine(block, i) : "")
          .toList();
    }

    private String noteLine(Block block, int i) {
      Grid.Note note = java.util.Objects.requireNonNull(block.line().note());
      if (i >= block.note().size()) {
        return "";
      }
      String text = " " + block.note().get(i);
      return i == 0 ? text.replace(note.word(), paint(note.ink(), note.word())) : text;
    }

    private String paint(Ink ink, String text) {
      return style.colours() ? ink.on(text) : text;
    }
  }
}
