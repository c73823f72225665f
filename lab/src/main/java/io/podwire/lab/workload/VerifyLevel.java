package io.podwire.lab.workload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How much of each message the receiver checks. */
public enum VerifyLevel {
  /** Nothing but the number of messages. */
  @JsonProperty("none")
  NONE,
  /** The number that each message carries. */
  @JsonProperty("sequence")
  SEQUENCE,
  /** Every byte. */
  @JsonProperty("full")
  FULL;

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
