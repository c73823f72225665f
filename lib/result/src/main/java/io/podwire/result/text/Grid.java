package io.podwire.result.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table before it has a form: {@link GridText} and {@link GridMarkdown} give it one. */
record Grid(List<Column> columns, List<Line> lines) {
  /**
   * A column.
   *
   * @param header one or two lines
   * @param right whether figures are aligned at their end
   */
  record Column(String header, boolean right) {}

  /** A cell's text, of one or more lines. */
  record Field(String text, Ink ink) {
    static final Field EMPTY = new Field("", Ink.PLAIN);

    static Field of(@Nullable String text) {
      return text == null ? EMPTY : new Field(text, Ink.PLAIN);
    }
  }

  /**
   * A row. With a note, the fields are only the first columns, and the note takes the rest.
   *
   * @param note why there are no figures
   */
  record Line(List<Field> fields, @Nullable Note note) {
    /** Parts two groups of rows. */
    static final Line BLANK = new Line(List.of(), null);

    Field field(int column) {
      return column < fields.size() ? fields.get(column) : Field.EMPTY;
    }
  }

  /** A word ({@code forbidden}) and a sentence. */
  record Note(String word, Ink ink, String sentence) {
    String text() {
      return word + ": " + sentence;
    }
  }

  /** Whether any line has text in a column. */
  boolean isUsed(int column) {
    return lines.stream().anyMatch(line -> !line.field(column).text().isEmpty());
  }

  /**
   * The same without the columns in which no line has text. Where that leaves no column for a note,
   * it gets one.
   */
  Grid withoutUnusedColumns() {
    List<Integer> used = IntStream.range(0, columns.size()).filter(this::isUsed).boxed().toList();
    List<Line> kept = lines.stream().map(line -> only(line, used)).toList();
    List<Column> headers = new ArrayList<>(used.stream().map(columns::get).toList());
    if (kept.stream()
        .anyMatch(line -> line.note() != null && line.fields().size() == headers.size())) {
      headers.add(new Column("outcome", false));
    }
    return new Grid(List.copyOf(headers), kept);
  }

  private static Line only(Line line, List<Integer> used) {
    List<Field> kept =
        used.stream().filter(column -> column < line.fields().size()).map(line::field).toList();
    return line == Line.BLANK ? line : new Line(kept, line.note());
  }
}
