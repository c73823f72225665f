package io.podwire.result.text;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.lab.Json;
import io.podwire.result.ExhibitResult;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What several exhibits showed: {@code podwire.exhibits/1}. */
@JsonPropertyOrder({"schema", "exhibits"})
public record ExhibitReport(String schema, List<ExhibitResult> exhibits) {
  /** The name of this form. */
  public static final String SCHEMA = "podwire.exhibits/1";

  /** Keeps an unmodifiable copy. */
  public ExhibitReport {
    exhibits = List.copyOf(exhibits);
  }

  /** A report of these results. */
  public static ExhibitReport of(List<ExhibitResult> exhibits) {
    return new ExhibitReport(SCHEMA, exhibits);
  }

  /** How many there are of each status, in words. */
  @JsonIgnore
  public String summary() {
    return Arrays.stream(ExhibitResult.Status.values())
        .map(status -> count(status) + " " + status.text())
        .collect(Collectors.joining(", "));
  }

  private long count(ExhibitResult.Status status) {
    return exhibits.stream().filter(exhibit -> exhibit.status() == status).count();
  }

  /**
   * The report in a form.
   *
   * @throws IllegalArgumentException for CSV, which has no place for sentences
   */
  public String render(Format format, Style style) {
    return switch (format) {
      case TABLE -> ExhibitText.of(this, style);
      case MARKDOWN -> ExhibitText.markdown(this);
      case JSON -> json();
      case CSV ->
          throw new IllegalArgumentException(
              "exhibits are no rows of figures; take table, json or markdown");
    };
  }

  private String json() {
    try {
      return Json.mapper().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
