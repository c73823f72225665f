package io.podwire.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one exhibit showed.
 *
 * @param claim the textbook's sentence
 * @param evidence what was done and what came of it, a sentence with figures each; empty if skipped
 * @param verdict what it means for the claim; null if skipped
 * @param reason why it was skipped; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExhibitResult(
    String name,
    String claim,
    Status status,
    List<String> evidence,
    @Nullable String verdict,
    @Nullable String reason) {
  /** What became of the claim. */
  public enum Status {
    /** It holds here, and the evidence shows it. */
    @JsonProperty("shown")
    SHOWN,
    /** It does not hold as it stands; the verdict says what is so. */
    @JsonProperty("contradicted")
    CONTRADICTED,
    /** It cannot be tried here. */
    @JsonProperty("skipped")
    SKIPPED;

    /** The name as results write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps an unmodifiable copy of the evidence. */
  public ExhibitResult {
    evidence = List.copyOf(evidence);
  }

  /** An exhibit that this machine cannot show. */
  public static ExhibitResult skipped(String name, String claim, String reason) {
    return new ExhibitResult(name, claim, Status.SKIPPED, List.of(), null, reason);
  }
}
