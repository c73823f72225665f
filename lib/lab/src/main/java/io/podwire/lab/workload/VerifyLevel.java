package io.podwire.lab.workload;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.podwire.lab.integrity.CheckDepth;
import java.util.Locale;

/** How much of each message the receiver checks. */
public enum VerifyLevel {
  /** Nothing but the number of messages. */
  @JsonProperty("none")
  NONE(CheckDepth.COUNT),
  /** The number that each message carries. */
  @JsonProperty("sequence")
  SEQUENCE(CheckDepth.NUMBER),
  /** Every byte. */
  @JsonProperty("full")
  FULL(CheckDepth.CONTENT);

  private final CheckDepth depth;

  VerifyLevel(CheckDepth depth) {
    this.depth = depth;
  }

  /** How deep a history looks at this level. */
  public CheckDepth depth() {
    return depth;
  }

  /** The name as options and results write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists all
   */
  public static VerifyLevel parse(String text) {
    for (VerifyLevel level : values()) {
      if (level.text().equals(text)) {
        return level;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a verify level; take none, sequence or full");
  }
}
