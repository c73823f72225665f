package io.podwire.cli.console;

import java.util.List;

/**
 * The standard streams that were closed when the script {@code podwire} was started. It opens them
 * on /dev/null: else the JVM's own files would take their numbers.
 */
public final class ClosedStreams {
  private ClosedStreams() {}

  /** Refuses to read from a stdin that is closed. */
  public static void requireStdin() {
    if (contains("stdin")) {
      throw FailureException.failed("stdin is closed; name a file with --input, or open stdin");
    }
  }

  /** Refuses to write to a stdout that is closed. */
  public static void requireStdout() {
    if (stdout()) {
      throw FailureException.failed("stdout is closed; name a file with --output, or open stdout");
    }
  }

  static boolean stdout() {
    return contains("stdout");
  }

  private static boolean contains(String name) {
    return List.of(System.getProperty("podwire.closed", "").split(",")).contains(name);
  }
}
