package io.podwire.result.text;

import java.util.regex.Pattern;

/** What a piece of text means, and how a terminal shows that. */
enum Ink {
  /** As it is. */
  PLAIN(""),
  /** What a reader looks for first. */
  STRONG("1"),
  /** What a reader may skip. */
  FAINT("2"),
  /** Fine. */
  GOOD("32"),
  /** To be noticed. */
  NOTICE("33"),
  /** Wrong. */
  BAD("1;31"),
  /** A bar. */
  BAR("36");

  private static final Pattern TEXT = Pattern.compile("\\S(?:.*\\S)?");
  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** The text in this ink; blanks around it stay as they are. */
  String on(String text) {
    return code.isEmpty()
        ? text
        : TEXT.matcher(text)
            .replaceFirst(
                found ->
                    "\u001b["
                        + code
                        + "m"
                        + found.group().replace("\\", "\\\\").replace("$", "\\$")
                        + "\u001b[0m");
  }
}
