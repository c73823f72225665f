package io.podwire.lab.integrity;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How many messages went wrong, and how.
 *
 * @param lost sent and never received
 * @param duplicated received again
 * @param reordered received after a later one
 * @param corrupted with content that is not the source's
 * @param unknown of no source that this run knows, or whose fate could not be told; never success
 */
public record IntegrityCounts(
    long lost, long duplicated, long reordered, long corrupted, long unknown) {
  /** Nothing wrong. */
  public static final IntegrityCounts NONE = new IntegrityCounts(0, 0, 0, 0, 0);

  /** Whether every message came once, in order, unchanged. */
  @JsonIgnore
  public boolean isClean() {
    return lost + duplicated + reordered + corrupted + unknown == 0;
  }

  /** Both together. */
  public IntegrityCounts plus(IntegrityCounts other) {
    return new IntegrityCounts(
        lost + other.lost,
        duplicated + other.duplicated,
        reordered + other.reordered,
        corrupted + other.corrupted,
        unknown + other.unknown);
  }
}
