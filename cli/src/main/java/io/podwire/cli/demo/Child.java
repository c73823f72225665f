package io.podwire.cli.demo;

import io.podwire.ipc.FileFault;
import io.podwire.lab.workload.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A program of the demo that runs or has run. Its standard input is a pipe that the demo holds:
 * when the demo ends in whatever way, the pipe ends and the program with it.
 *
 * @param begunNanos when it was started, of {@link System#nanoTime}
 */
record Child(Start start, Process process, long begunNanos) {
  private static final int LAST_LINES = 12;
  private static final int SIGNALLED = 128; // the exit code of a shell, and of a JVM, less signal
  private static final int OUT_OF_MEMORY = 3; // of -XX:+ExitOnOutOfMemoryError

  /**
   * How to start it.
   *
   * @param name for instance producer-a
   * @param log where its output goes, behind what is there
   */
  record Start(String name, List<String> command, Path log, String url) {}

  /** Starts a program. */
  static Child start(Start start) {
    try {
      ProcessBuilder builder =
          ChildJvm.withOwnFlags(new ProcessBuilder(start.command()))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(start.log().toFile()));
      builder.environment().put("MALLOC_ARENA_MAX", "1"); // malloc's pools per thread stay resident
      return new Child(start, builder.start(), System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return start.name();
  }

  /** How long ago it was started. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }

  /** How it has ended, in words. */
  String end() {
    int code = process.exitValue();
    if (code > SIGNALLED) {
      return String.format(
          Locale.ROOT, "was ended by signal %d (exit code %d)", code - SIGNALLED, code);
    }
    return code == OUT_OF_MEMORY
        ? "ended with exit code 3 (no heap was left)"
        : "ended with exit code " + code;
  }

  /** What it said last, each line indented. */
  String lastWords() {
    try {
      List<String> lines =
          Files.readAllLines(start.log(), java.nio.charset.StandardCharsets.ISO_8859_1);
      var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return last.isEmpty() ? "  (no output)" : "  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "  (no log: " + FileFault.words(e) + ")";
    }
  }
}
