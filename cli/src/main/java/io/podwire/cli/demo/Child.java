package io.podwire.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A running program of the demo. Its standard input is a pipe that the demo holds: when the demo
 * ends in whatever way, the pipe ends and the program with it.
 *
 * @param name for instance producer-a
 * @param log where its output goes
 */
record Child(String name, Process process, Path log, String url) {
  private static final int LAST_LINES = 12;

  /** Starts a program. */
  static Child start(String name, List<String> command, Path log, String url) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("MALLOC_ARENA_MAX", "1"); // malloc's pools per thread stay resident
      Process process = builder.start();
      return new Child(name, process, log, url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with this when the program has ended. */
  CompletableFuture<Child> onExit() {
    return process.onExit().thenApply(ended -> this);
  }

  /** What it said last, each line indented. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
      var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
      return last.isEmpty() ? "  (no output)" : "  " + String.join("\n  ", last);
    } catch (IOException e) {
      return "  (no log: " + e.getMessage() + ")";
    }
  }
}
