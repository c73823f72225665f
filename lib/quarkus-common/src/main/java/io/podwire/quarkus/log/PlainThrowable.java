package io.podwire.quarkus.log;

import io.podwire.ipc.PlainText;
import java.io.Serial;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is logged in place of a throwable whose words, or those of a cause or suppressed one, are
 * not plain text.
 */
final class PlainThrowable extends Exception {
  @Serial private static final long serialVersionUID = 1;
  private static final int MAX_DEPTH = 8; // a chain may be a circle

  private final String words;

  PlainThrowable(Throwable thrown) {
    this(thrown, MAX_DEPTH);
  }

  private PlainThrowable(Throwable thrown, int depth) {
    super(thrown.getMessage(), cause(thrown.getCause(), depth));
    words = PlainText.of(thrown.toString());
    setStackTrace(thrown.getStackTrace());
    if (depth > 0) {
      for (Throwable suppressed : thrown.getSuppressed()) {
        addSuppressed(new PlainThrowable(suppressed, depth - 1));
      }
    }
  }

  private static @Nullable Throwable cause(@Nullable Throwable cause, int depth) {
    return cause == null || depth == 0 ? null : new PlainThrowable(cause, depth - 1);
  }

  /** Whether it, or anything that is logged with it, is not plain. */
  static boolean isNeededFor(Throwable thrown) {
    return isNeededFor(thrown, MAX_DEPTH);
  }

  private static boolean isNeededFor(@Nullable Throwable thrown, int depth) {
    if (thrown == null || depth < 0) {
      return false;
    }
    String words = thrown.toString();
    return !PlainText.of(words).equals(words)
        || isNeededFor(thrown.getCause(), depth - 1)
        || Stream.of(thrown.getSuppressed()).anyMatch(each -> isNeededFor(each, depth - 1));
  }

  @Override
  public String toString() {
    return words;
  }
}
