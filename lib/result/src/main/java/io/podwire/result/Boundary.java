package io.podwire.result;

import java.util.Locale;

/** What lies between the two ends, from near to far. */
public enum Boundary {
  /** One process. */
  THREAD("between threads"),
  /** One container. */
  PROCESS("inside a container"),
  /** One pod. */
  CONTAINER("inside the pod"),
  /** One node. */
  POD("across pods"),
  /** One zone. */
  NODE("across nodes"),
  /** Nothing is shared. */
  ZONE("across zones");

  private final String words;

  Boundary(String words) {
    this.words = words;
  }

  /** Where that is, in a sentence. */
  public String words() {
    return words;
  }

  /** Whether both ends are in one pod. */
  public boolean insidePod() {
    return compareTo(CONTAINER) <= 0;
  }

  /** The name as results write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists all
   */
  public static Boundary parse(String text) {
    for (Boundary boundary : values()) {
      if (boundary.text().equals(text)) {
        return boundary;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a boundary; take thread, process, container, pod, node or zone");
  }
}
