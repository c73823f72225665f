package io.podwire.result;

/**
 * Refuses a result, in one line with its name and the place. Immutable.
 *
 * @param name of the file or text
 */
record Refusal(String name) {
  /** What a figure that was rounded may be off by, as a fraction. */
  static final double ROUNDING = 0.001;

  /** Throws IllegalArgumentException if the rule does not hold. */
  void unless(boolean holds, String at, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(name + at(at) + " " + otherwise);
    }
  }

  /** The same for a figure that follows from others. */
  void unlessAgree(double found, double expected, String at, String with) {
    unless(
        Math.abs(found - expected) <= ROUNDING * Math.abs(expected),
        at,
        "is " + found + ", which does not agree with " + with + " (" + expected + ")");
  }

  /** The same for a count that follows from others. */
  void unlessEqual(long found, long expected, String at, String with) {
    unless(
        found == expected,
        at,
        "is " + found + ", which does not agree with " + with + " (" + expected + ")");
  }

  /** The same for what cannot be read. */
  void unlessRead(String at, Runnable parse) {
    try {
      parse.run();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + at(at) + ": " + Wrap.oneLine(e.getMessage() + ""), e);
    }
  }

  private static String at(String pointer) {
    return ": " + (pointer.isEmpty() ? "/" : pointer);
  }
}
