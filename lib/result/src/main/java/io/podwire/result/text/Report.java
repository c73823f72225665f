package io.podwire.result.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.lab.Json;
import io.podwire.result.Result;

/** Writes a result. Stateless. */
public final class Report {
  private Report() {}

  /**
   * The whole text, ended by a newline.
   *
   * @param style of the table; the other formats have none
   */
  public static String render(Result result, Format format, Style style) {
    return switch (format) {
      case TABLE -> TableReport.of(result, style);
      case JSON -> json(ResultDocument.of(result));
      case CSV -> CsvReport.of(result);
      case MARKDOWN -> MarkdownReport.of(result);
    };
  }

  private static String json(Object model) {
    try {
      return Json.mapper().writeValueAsString(model) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result could not be written: " + e.getMessage(), e);
    }
  }
}
