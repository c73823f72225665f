package io.podwire.lab.report;

import java.util.List;

/** The same as the table, as GitHub shows it. Stateless. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(Result result) {
    StringBuilder text = new StringBuilder();
    for (String sentence : EnvironmentText.of(result.environment())) {
      text.append("- ").append(GridMarkdown.escaped(sentence)).append('\n');
    }
    text.append("- Started at ").append(result.startedAt()).append('\n');
    for (Section section : Section.of(result)) {
      text.append("\n### ").append(SectionTitle.of(section)).append("\n\n");
      text.append(SectionTitle.explanation(section)).append("\n\n");
      text.append(
          GridMarkdown.of(
              new CellGrid(section, new CellGrid.Parts(false, true, true, true), PathText::of)
                  .grid()));
    }
    text.append(boundaries(BoundaryPrice.of(result)));
    text.append("\n### Advice\n\n");
    for (String line : Advice.of(result)) {
      text.append("- ").append(GridMarkdown.escaped(line)).append('\n');
    }
    List<String> notShown = NotShown.of(result);
    if (!notShown.isEmpty()) {
      text.append("\n### ").append(NotShown.TITLE).append("\n\n");
      for (String line : notShown) {
        text.append("- ").append(GridMarkdown.escaped(line)).append('\n');
      }
    }
    return text.toString();
  }

  private static String boundaries(List<BoundaryPrice> prices) {
    return prices.isEmpty()
        ? ""
        : "\n### "
            + BoundaryGrid.TITLE
            + "\n\n"
            + BoundaryGrid.EXPLANATION
            + "\n\n"
            + GridMarkdown.of(BoundaryGrid.of(prices));
  }
}
