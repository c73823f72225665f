package io.podwire.lab.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which order messages leave and return. */
public enum Pattern {
  /** One message there and back before the next leaves. */
  @JsonProperty("round-trip")
  ROUND_TRIP("round-trip"),
  /** One way, as fast as back-pressure allows. */
  @JsonProperty("stream")
  STREAM("stream"),
  /** One way at a fixed rate; latency counts from the time a message should have left. */
  @JsonProperty("paced")
  PACED("paced");

  private final String text;

  Pattern(String text) {
    this.text = text;
  }

  /** The name as options and results write it. */
  public String text() {
    return text;
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists all
   */
  public static Pattern parse(String text) {
    for (Pattern pattern : values()) {
      if (pattern.text.equals(text)) {
        return pattern;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a pattern; take round-trip, stream or paced");
  }
}
