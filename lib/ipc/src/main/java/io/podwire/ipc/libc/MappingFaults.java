package io.podwire.ipc.libc;

import org.jspecify.annotations.Nullable;

/**
 * Faults of mapped files. An access behind the end of a file that was truncated after it was mapped
 * is a SIGBUS, which the JVM makes an {@link InternalError}. Compiled code does not get it at the
 * access: it goes on, with any value, and the error arrives where the thread next polls for a
 * safepoint within a loop, in whatever method that is. So a method that touches a mapping lets it
 * {@link #surface} before it returns, and takes what it found until then for void. Threads may
 * share it.
 */
public final class MappingFaults {
  private static final String WORDS = "unsafe memory access";

  /** Nobody writes it, but no compiler may rely on that. */
  @SuppressWarnings("FieldCanBeFinal")
  private static int step = 1;

  private MappingFaults() {}

  /**
   * Throws the error of an access by this thread that has not arrived yet.
   *
   * @throws InternalError of an access to a mapping behind its file's end
   */
  public static void surface() {
    int left = 2;
    while (left > 0) { // a loop whose turns no compiler can count polls before each but the first
      left -= step;
    }
  }

  /** Of a caught throwable and what has not arrived yet, the error of a mapping; null if none. */
  public static @Nullable InternalError among(Throwable caught) {
    try {
      surface();
    } catch (InternalError arrived) {
      return arrived;
    }
    return caught instanceof InternalError error
            && String.valueOf(error.getMessage()).contains(WORDS)
        ? error
        : null;
  }
}
