package io.podwire.e2e.host;

import io.podwire.e2e.chart.Chart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program that has ended printed.
 *
 * @param exit its exit code
 */
public record Command(int exit, String out, String err) {
  /**
   * Runs a program to its end.
   *
   * @param environment on top of the own
   * @throws IllegalStateException if it does not end in time; it is killed then
   */
  public static Command run(
      List<String> words, Map<String, String> environment, long timeoutSeconds) {
    try {
      Path out = Files.createTempFile("podwire-e2e", ".out");
      Path err = Files.createTempFile("podwire-e2e", ".err");
      ProcessBuilder builder = new ProcessBuilder(words).directory(Chart.ROOT.toFile());
      builder.environment().putAll(environment);
      Process process =
          builder
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      Command command = new Command(process.exitValue(), read(out), read(err));
      if (!ended) {
        throw new IllegalStateException(words + " did not end in time: " + command);
      }
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(words + " was interrupted", e);
    }
  }

  /** Whether a folder of {@code PATH} holds this program. */
  public static boolean isInPath(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String read(Path file) throws IOException {
    String text = Files.readString(file);
    Files.delete(file);
    return text;
  }
}
