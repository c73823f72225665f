package io.podwire.ipc;

import java.util.Locale;

/**
 * Text that may have come from a stranger, made fit for a log and a terminal: control characters,
 * line separators and what turns the direction of writing round are shown as {@code \}{@code
 * u001b}. Stateless.
 */
public final class PlainText {
  private PlainText() {}

  /** The text in one line; tabs stay. The same object if there is nothing to escape. */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** The same, but line feeds stay too. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /** The text of a file without the mark that some editors and shells put before UTF-8. */
  public static String withoutByteOrderMark(String text) {
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static String escaped(String text, boolean linesStay) {
    for (int i = 0; i < text.length(); i++) {
      if (isHarmful(text.charAt(i), linesStay)) {
        return escapedFrom(i, text, linesStay);
      }
    }
    return text;
  }

  private static String escapedFrom(int first, String text, boolean linesStay) {
    StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmful(c, linesStay)) {
        plain.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static boolean isHarmful(char c, boolean linesStay) {
    if (c == '\t' || (linesStay && c == '\n')) {
      return false;
    }
    return Character.isISOControl(c) // C0, DEL and C1
        || c == '\u2028' // line separator
        || c == '\u2029' // paragraph separator
        || isDirection(c);
  }

  /** The marks, embeddings, overrides and isolates of bidirectional text (UAX #9). */
  private static boolean isDirection(char c) {
    return c == '\u061c'
        || c == '\u200e'
        || c == '\u200f'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
