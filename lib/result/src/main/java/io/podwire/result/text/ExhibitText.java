package io.podwire.result.text;

import io.podwire.result.ExhibitResult;
import io.podwire.result.Wrap;

/** Exhibits as people read them. Stateless. */
public final class ExhibitText {
  private ExhibitText() {}

  static String of(ExhibitReport report, Style style) {
    StringBuilder text = new StringBuilder();
    report.exhibits().forEach(exhibit -> text.append(of(exhibit, style)).append('\n'));
    return text.append(report.summary()).append('\n').toString();
  }

  /** One exhibit, as it is shown the moment it is over. */
  public static String of(ExhibitResult exhibit, Style style) {
    int columns = style.proseColumns();
    StringBuilder text = new StringBuilder();
    text.append(paint(ink(exhibit), mark(exhibit), style))
        .append(' ')
        .append(paint(Ink.STRONG, exhibit.name(), style))
        .append('\n');
    text.append(Wrap.paragraph("  claim:    ", exhibit.claim(), columns));
    for (String line : exhibit.evidence()) {
      text.append(Wrap.paragraph("  evidence: ", line, columns));
    }
    if (exhibit.verdict() != null) {
      text.append(Wrap.paragraph("  verdict:  ", exhibit.verdict(), columns));
    }
    if (exhibit.reason() != null) {
      text.append(Wrap.paragraph("  reason:   ", exhibit.reason(), columns));
    }
    return text.toString();
  }

  private static String mark(ExhibitResult exhibit) {
    return "[" + exhibit.status().text() + "]";
  }

  private static Ink ink(ExhibitResult exhibit) {
    return switch (exhibit.status()) {
      case SHOWN -> Ink.GOOD;
      case CONTRADICTED -> Ink.NOTICE;
      case SKIPPED -> Ink.FAINT;
      case FAILED -> Ink.BAD;
    };
  }

  private static String paint(Ink ink, String text, Style style) {
    return style.colours() ? ink.on(text) : text;
  }

  static String markdown(ExhibitReport report) {
    StringBuilder text = new StringBuilder();
    for (ExhibitResult exhibit : report.exhibits()) {
      text.append("### ").append(exhibit.name()).append("\n\n");
      text.append("> ").append(GridMarkdown.escaped(exhibit.claim())).append("\n\n");
      for (String line : exhibit.evidence()) {
        text.append("- ").append(GridMarkdown.escaped(line)).append('\n');
      }
      String end = exhibit.verdict() == null ? exhibit.reason() : exhibit.verdict();
      text.append(exhibit.evidence().isEmpty() ? "" : "\n");
      text.append("**").append(exhibit.status().text()).append("**: ");
      text.append(GridMarkdown.escaped(String.valueOf(end))).append("\n\n");
    }
    return text.append(report.summary()).append('\n').toString();
  }
}
