package io.podwire.result;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences into lines. Stateless. */
public final class Wrap {
  private Wrap() {}

  /**
   * Lines of at most {@code columns} characters, broken at blanks; only a longer word is longer.
   */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text as a paragraph whose first line starts with {@code lead}, the others indented. */
  public static String paragraph(String lead, String text, int columns) {
    String indent = " ".repeat(lead.length());
    StringBuilder paragraph = new StringBuilder();
    for (String line : lines(text, columns - lead.length())) {
      paragraph.append(paragraph.isEmpty() ? lead : indent).append(line).append('\n');
    }
    return paragraph.toString();
  }

  /** One line without control characters, whatever a result file or an exception holds. */
  public static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
