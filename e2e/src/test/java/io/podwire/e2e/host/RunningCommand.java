package io.podwire.e2e.host;

import static org.awaitility.Awaitility.await;

import io.podwire.e2e.chart.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is told to end; killed at the close. For one thread. */
public final class RunningCommand implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningCommand(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param environment on top of the own
   */
  public static RunningCommand start(List<String> words, Map<String, String> environment) {
    try {
      Path out = Files.createTempFile("podwire-e2e", ".out");
      Path err = Files.createTempFile("podwire-e2e", ".err");
      ProcessBuilder builder = new ProcessBuilder(words).directory(Chart.ROOT.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new RunningCommand(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has printed all of these texts. */
  public void awaitPrinted(List<String> texts) {
    await("it prints " + texts)
        .atMost(Duration.ofMinutes(1))
        .until(() -> !process.isAlive() || texts.stream().allMatch(read(out)::contains));
  }

  /** Asks it to end, as a terminal's Ctrl-C or {@code kill} does, and waits until it has. */
  public Command end() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(process + " does not end when it is asked to");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + process + " ends", e);
    }
    return new Command(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      Files.delete(out);
      Files.delete(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
