package io.podwire.exhibits;

/**
 * What the evidence means for the claim.
 *
 * @param holds whether the claim stands as it is
 * @param words one or two sentences; where the claim does not hold, what is so instead
 */
public record Verdict(boolean holds, String words) {
  /** The claim holds here. */
  public static Verdict shown(String words) {
    return new Verdict(true, words);
  }

  /** The claim does not hold as it stands. */
  public static Verdict contradicted(String words) {
    return new Verdict(false, words);
  }
}
