package io.podwire.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program as a process of its own. Ended by SIGKILL, if it still runs, when this is closed. */
final class ExampleProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path JAVA_BIN = Path.of(System.getProperty("java.home"), "bin");

  /** The {@code java} of this JDK. */
  static final String JAVA = JAVA_BIN.resolve("java").toString();

  private final Process process;
  private final Path out;
  private final Path err;

  private ExampleProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command in the project's folder; in a shell, {@code java} is this JDK's. Its output
   * goes to files in {@code folder}.
   */
  static ExampleProcess start(Path folder, List<String> command) throws IOException {
    Path out = Files.createTempFile(folder, "example", ".out");
    Path err = Files.createTempFile(folder, "example", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Readme.HOME.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().merge("PATH", JAVA_BIN.toString(), (path, bin) -> bin + ":" + path);
    return new ExampleProcess(builder.start(), out, err);
  }

  /** Waits for its end; gives the exit code. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended within " + PATIENCE + "; it said " + errors());
    }
    return process.exitValue();
  }

  /** Waits for the first line of its output. */
  String firstLine() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      String text = Files.readString(out, UTF_8);
      if (text.contains("\n")) {
        return text.substring(0, text.indexOf('\n'));
      }
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("it has printed no line; it said " + errors());
  }

  /** The lines of its standard output so far. */
  List<String> lines() throws IOException {
    return Files.readAllLines(out, UTF_8);
  }

  /** What it wrote to standard error so far. */
  String errors() throws IOException {
    return Files.readString(err, UTF_8);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
