package io.podwire.lab.report;

import java.util.List;

/** The result for people: the environment, a table for each section, advice. Stateless. */
final class TableReport {
  /** Widths that a path may take, from one line downwards. */
  private static final List<Integer> PATH_COLUMNS = List.of(10_000, 38, 24);

  private TableReport() {}

  static String of(Result result, Style style) {
    StringBuilder text = new StringBuilder();
    for (String sentence : EnvironmentText.of(result.environment())) {
      text.append(Wrap.paragraph("", sentence, style.columns()));
    }
    for (Section section : Section.of(result)) {
      text.append('\n').append(section(section, style));
    }
    text.append('\n').append(paint(Ink.STRONG, "Advice", style)).append('\n');
    for (String line : Advice.of(result)) {
      text.append(Wrap.paragraph("  ", line, style.columns()));
    }
    return text.toString();
  }

  private static String section(Section section, Style style) {
    return paint(Ink.STRONG, SectionTitle.of(section), style)
        + "\n"
        + paint(Ink.FAINT, SectionTitle.explanation(section), style)
        + "\n"
        + layout(section, style).text();
  }

  /** The first layout that fits, else the narrowest. */
  private static GridText layout(Section section, Style style) {
    GridText layout = null;
    for (int columns : PATH_COLUMNS) {
      layout =
          new GridText(
              new CellGrid(section, style.bars(), path -> PathText.wrapped(path, columns)).grid(),
              style);
      if (layout.width() <= style.columns()) {
        return layout;
      }
    }
    return java.util.Objects.requireNonNull(layout);
  }

  private static String paint(Ink ink, String text, Style style) {
    return style.colours() ? ink.on(text) : text;
  }
}
