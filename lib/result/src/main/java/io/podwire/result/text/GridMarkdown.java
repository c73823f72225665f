package io.podwire.result.text;

import io.podwire.result.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes a grid as a GitHub table; a note stands in the last column, {@code remark}. Stateless. */
final class GridMarkdown {
  private GridMarkdown() {}

  static String of(Grid grid) {
    boolean remarks = grid.lines().stream().anyMatch(line -> line.note() != null);
    List<String> headers = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (Grid.Column column : grid.columns()) {
      headers.add(column.header().replace("/\n", "/").replace("\n", " "));
      rules.add(column.right() ? "---:" : "---");
    }
    if (remarks) {
      headers.add("remark");
      rules.add("---");
    }
    StringBuilder table = new StringBuilder(row(headers)).append(row(rules));
    grid.lines().stream()
        .filter(line -> line != Grid.Line.BLANK)
        .forEach(line -> table.append(row(values(grid, line, remarks))));
    return table.toString();
  }

  private static List<String> values(Grid grid, Grid.Line line, boolean remarks) {
    List<String> values = new ArrayList<>();
    IntStream.range(0, grid.columns().size())
        .forEach(column -> values.add(escaped(line.field(column).text().strip())));
    if (remarks) {
      Grid.Note note = line.note();
      values.add(note == null ? "" : "**" + note.word() + "**: " + escaped(note.sentence()));
    }
    return values;
  }

  private static String row(List<String> values) {
    return "| " + String.join(" | ", values) + " |\n";
  }

  /** Text that is content, not markup. */
  static String escaped(String text) {
    return Wrap.oneLine(text).replace("\\", "\\\\").replaceAll("([|*_`<\\[])", "\\\\$1");
  }
}
