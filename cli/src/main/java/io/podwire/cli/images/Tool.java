package io.podwire.cli.images;

import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A program of the user's machine. Its calls block until it has ended. Threads may share it.
 *
 * @param command its name in {@code PATH}, or its path
 * @param install what to do where it is missing
 */
record Tool(String command, String install) {
  private static final int KEPT_LINES = 50;

  /**
   * How a call ended.
   *
   * @param lines the last of what it said, without empty ones
   */
  record Outcome(int exitCode, List<String> lines) {
    boolean isFine() {
      return exitCode == 0;
    }

    String lastLine() {
      return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    boolean says(String text) {
      return lines.stream().anyMatch(line -> line.contains(text));
    }
  }

  /**
   * Calls it.
   *
   * @param heard gets each line that it says, as it comes
   * @throws FailureException if it is not there
   */
  Outcome call(List<String> arguments, Consumer<String> heard) throws InterruptedException {
    Process process = start(arguments);
    try {
      List<String> lines = listen(process, heard);
      return new Outcome(process.waitFor(), lines);
    } finally {
      process.destroy(); // where this is interrupted
    }
  }

  private Process start(List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("DOCKER_BUILDKIT", "1"); // older engines build by it only if asked
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT, "'%s' is not in PATH or may not be executed; %s", command, install),
          e);
    }
  }

  private static List<String> listen(Process process, Consumer<String> heard) {
    Deque<String> lines = new ArrayDeque<>();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          heard.accept(line);
          lines.addLast(line.strip());
        }
        if (lines.size() > KEPT_LINES) {
          lines.removeFirst();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(lines);
  }
}
