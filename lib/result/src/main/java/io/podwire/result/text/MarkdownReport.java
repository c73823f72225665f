package io.podwire.result.text;

import io.podwire.result.PathText;
import io.podwire.result.Result;
import io.podwire.result.analysis.Advice;
import io.podwire.result.analysis.BoundaryPrice;
import io.podwire.result.analysis.Doubts;
import io.podwire.result.analysis.NotShown;
import io.podwire.result.analysis.Section;
import io.podwire.result.analysis.SectionTitle;
import java.util.List;
import java.util.stream.Collectors;

/** The same as the table, as GitHub shows it. Stateless. */
final class MarkdownReport {
  private MarkdownReport() {}

  static String of(Result result) {
    StringBuilder text = new StringBuilder();
    for (String sentence : EnvironmentText.of(result)) {
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
    text.append(sentences(Doubts.TITLE, Doubts.of(result)));
    text.append(sentences("Advice", Advice.of(result)));
    text.append(sentences(NotShown.TITLE, NotShown.of(result)));
    return text.toString();
  }

  private static String sentences(String title, List<String> sentences) {
    return sentences.isEmpty()
        ? ""
        : "\n### "
            + title
            + "\n\n"
            + sentences.stream()
                .map(sentence -> "- " + GridMarkdown.escaped(sentence) + "\n")
                .collect(Collectors.joining());
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
