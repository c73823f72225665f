package io.podwire.result.text;

import java.util.List;

/** Rows of words in aligned columns, for what is no result. Stateless. */
public final class TextTable {
  private TextTable() {}

  /**
   * The table, each line ended by a newline.
   *
   * @param headers one for each column; a column in which no row has text is left out
   * @param rows of at most as many texts
   */
  public static String of(List<String> headers, List<List<String>> rows, Style style) {
    List<Grid.Column> columns =
        headers.stream().map(header -> new Grid.Column(header, false)).toList();
    List<Grid.Line> lines =
        rows.stream()
            .map(row -> new Grid.Line(row.stream().map(Grid.Field::of).toList(), null))
            .toList();
    return new GridText(new Grid(columns, lines).withoutUnusedColumns(), style).text();
  }
}
