package io.podwire.result.text;

import io.podwire.result.ResultReader;
import java.util.Locale;

/** In which form a result is written. */
public enum Format {
  /** For people, in a terminal or a text file. */
  TABLE,
  /** {@code podwire.result/1}, which {@link ResultReader} reads. */
  JSON,
  /** One row a cell, for spreadsheets. */
  CSV,
  /** The table as GitHub shows it. */
  MARKDOWN;

  /** The name as options write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists all
   */
  public static Format parse(String text) {
    for (Format format : values()) {
      if (format.text().equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a format; take table, json, csv or markdown");
  }
}
