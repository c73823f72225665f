package io.podwire.result.text;

/**
 * What the place that shows a table can do.
 *
 * @param colours whether it understands ANSI escapes
 * @param bars whether it shows block characters; otherwise the text is ASCII
 * @param columns the width to stay within where the content allows, in characters
 */
public record Style(boolean colours, boolean bars, int columns) {
  /** A file or a pipe: ASCII without escapes. */
  public static final Style PLAIN = new Style(false, false, 160);

  private static final int PROSE_COLUMNS = 110;

  /** Refuses a width in which nothing can be said. */
  public Style {
    if (columns < 40) {
      throw new IllegalArgumentException("a width of " + columns + " columns is below 40");
    }
  }

  /** A terminal of that width; narrower than 80 counts as 80. */
  public static Style terminal(int columns) {
    return new Style(true, true, Math.max(80, columns));
  }

  /** How wide sentences run: no wider than one reads with ease. */
  int proseColumns() {
    return Math.min(columns, PROSE_COLUMNS);
  }

  /** The same without escapes, for {@code NO_COLOR}. */
  public Style withoutColours() {
    return new Style(false, bars, columns);
  }
}
