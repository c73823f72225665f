package io.podwire.exhibits.capacity;

/** What came of a change of a pipe's capacity. */
enum Resize {
  /** The kernel refused it. */
  REFUSED,
  /** As much fitted as the kernel had granted. */
  FOLLOWED,
  /** The kernel granted it, and something else fitted. */
  IGNORED;

  /** What came of this change and another: the worse, but a refused one says nothing. */
  Resize and(Resize other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
