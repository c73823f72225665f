package io.podwire.exhibits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.result.ExhibitResult;
import io.podwire.result.ExhibitResult.Status;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** An exhibit's result, as tests look at it; a skipped one skips the test with its reason. */
public record Shown(ExhibitResult result) {
  /** Shows an exhibit on a stage of its own. */
  public static Shown of(Exhibit exhibit) {
    ExhibitResult result = Exhibits.show(exhibit);
    assumeTrue(result.status() != Status.SKIPPED, () -> exhibit.name() + ": " + result.reason());
    return new Shown(result);
  }

  /** Shows the exhibit of that name, as the command finds it. */
  public static Shown named(String name) {
    return of(Exhibits.named(java.util.List.of(name)).getFirst());
  }

  /** Requires a status; the evidence tells more if it is another. */
  public Shown as(Status status) {
    assertThat(result.status()).as("%s", result).isEqualTo(status);
    return this;
  }

  /** The first evidence that contains this; its groups are figures. */
  public MatchResult saw(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return result.evidence().stream()
        .flatMap(line -> pattern.matcher(line).results())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no evidence of '" + regex + "' in " + result));
  }

  /** A figure in the evidence: the first group of {@code regex}. */
  public long figure(String regex) {
    return Long.parseLong(saw(regex).group(1));
  }
}
