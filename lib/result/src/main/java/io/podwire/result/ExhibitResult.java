package io.podwire.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one exhibit showed.
 *
 * @param claim the textbook's sentence
 * @param evidence what was done and what came of it, a sentence with figures each; empty if
 *     skipped, what was seen until then if it failed
 * @param verdict what it means for the claim; null if skipped or failed
 * @param reason why it was skipped or how it failed; else null
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
    SKIPPED,
    /** It was tried, and the try went wrong: nothing is known of the claim. */
    @JsonProperty("failed")
    FAILED;

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

  /** An exhibit whose try went wrong, with what it had seen by then. */
  public static ExhibitResult failed(
      String name, String claim, List<String> evidence, String reason) {
    return new ExhibitResult(name, claim, Status.FAILED, evidence, null, reason);
  }
}
