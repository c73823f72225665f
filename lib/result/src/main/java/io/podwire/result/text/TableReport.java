package io.podwire.result.text;

import io.podwire.result.PathText;
import io.podwire.result.Result;
import io.podwire.result.Wrap;
import io.podwire.result.analysis.Advice;
import io.podwire.result.analysis.BoundaryPrice;
import io.podwire.result.analysis.Doubts;
import io.podwire.result.analysis.NotShown;
import io.podwire.result.analysis.Section;
import io.podwire.result.analysis.SectionTitle;
import io.podwire.result.text.CellGrid.Parts;
import java.util.List;
import java.util.stream.Collectors;

/** The result for people: the environment, a table for each section, doubts, advice. Stateless. */
final class TableReport {
  /** What is left out, one after the other, until the table fits. */
  private static final List<Room> ROOMS =
      List.of(
          new Room(10_000, new Parts(true, true, true, true)),
          new Room(38, new Parts(true, true, true, true)),
          new Room(38, new Parts(true, true, true, false)),
          new Room(38, new Parts(true, false, true, false)),
          new Room(30, new Parts(true, false, true, false)),
          new Room(24, new Parts(true, false, true, false)),
          new Room(24, new Parts(true, false, false, false)),
          new Room(24, new Parts(false, false, false, false)));

  /** How wide a path may be before it wraps, and what else is shown. */
  private record Room(int pathColumns, Parts parts) {}

  private TableReport() {}

  static String of(Result result, Style style) {
    StringBuilder text = new StringBuilder();
    for (String sentence : EnvironmentText.of(result)) {
      text.append(Wrap.paragraph("", sentence, style.proseColumns()));
    }
    for (Section section : Section.of(result)) {
      text.append('\n').append(section(section, style));
    }
    text.append(boundaries(result, style));
    text.append(sentences(Doubts.TITLE, Doubts.of(result), style));
    text.append(sentences("Advice", Advice.of(result), style));
    text.append(sentences(NotShown.TITLE, NotShown.of(result), style));
    return text.toString();
  }

  private static String sentences(String title, List<String> sentences, Style style) {
    if (sentences.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("\n" + paint(Ink.STRONG, title, style) + "\n");
    for (String sentence : sentences) {
      text.append(Wrap.paragraph("  ", sentence, style.proseColumns()));
    }
    return text.toString();
  }

  private static String section(Section section, Style style) {
    return head(SectionTitle.of(section), SectionTitle.explanation(section), style)
        + layout(section, style).text();
  }

  private static String head(String title, String explanation, Style style) {
    return paint(Ink.STRONG, title, style)
        + "\n"
        + Wrap.paragraph("", explanation, style.proseColumns())
            .stripTrailing()
            .lines()
            .map(line -> paint(Ink.FAINT, line, style))
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String boundaries(Result result, Style style) {
    List<BoundaryPrice> prices = BoundaryPrice.of(result);
    return prices.isEmpty()
        ? ""
        : "\n"
            + head(BoundaryGrid.TITLE, BoundaryGrid.EXPLANATION, style)
            + new GridText(BoundaryGrid.of(prices), style).text();
  }

  /** The first layout that fits, else the narrowest. */
  private static GridText layout(Section section, Style style) {
    GridText layout = null;
    for (Room room : ROOMS) {
      Parts parts = room.parts().withBars(style.bars());
      layout =
          new GridText(
              new CellGrid(section, parts, path -> PathText.wrapped(path, room.pathColumns()))
                  .grid(),
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
