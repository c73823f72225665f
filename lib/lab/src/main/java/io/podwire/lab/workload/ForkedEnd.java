package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.FileFault;
import io.podwire.lab.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One end of a run in a child process, see {@link EndProcess}. No word passes when the child is
 * ready: a source waits for its sink by itself. The thread that starts it has to live as long as
 * the child. One thread at a time; {@link #close} from any.
 */
public final class ForkedEnd implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Process process;
  private final Path directory;
  private final String channel;

  private ForkedEnd(Process process, Path directory, String channel) {
    this.process = process;
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Starts a child that carries out {@code spec}.
   *
   * @throws ChannelException of kind FAILED if no process can be started
   */
  public static ForkedEnd start(EndSpec spec) {
    try {
      Path directory = Files.createTempDirectory("podwire-end-");
      Path specFile = directory.resolve("spec.json");
      Files.writeString(specFile, Json.mapper().writeValueAsString(spec));
      ProcessBuilder builder =
          ChildJvm.builder(
              EndProcess.class,
              specFile,
              directory.resolve("state.json"),
              ProcessHandle.current().pid());
      builder.redirectInput(new File("/dev/null"));
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      return new ForkedEnd(builder.start(), directory, spec.run().channel());
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED,
          spec.run().channel() + ": no process for the other end: " + FileFault.words(e),
          e);
    }
  }

  /** Whether the child still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The child's process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Waits for the child's report.
   *
   * @throws ChannelException of kind FAILED if it failed, with its own line; TIMEOUT if it does not
   *     end within {@code patience}; INTERRUPTED
   */
  public EndReport report(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ChannelException(
            ChannelException.Kind.TIMEOUT,
            String.format(
                Locale.ROOT,
                "%s: the process of the other end (%d) has not ended within %s",
                channel,
                process.pid(),
                DurationText.of(patience)));
      }
      return read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, channel + ": the wait was interrupted", e);
    }
  }

  private EndReport read() {
    Path file = directory.resolve("state.json");
    String error = "died with exit code " + process.exitValue();
    try {
      if (Files.exists(file)) {
        RunState state = Json.mapper().readValue(Files.readString(file), RunState.class);
        if (state.report() != null) {
          return state.report();
        }
        error = String.valueOf(state.error());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new ChannelException(
        ChannelException.Kind.FAILED, "the process of the other end failed: " + error);
  }

  /**
   * Kills the child if it still runs, and removes its files. It has nothing to tidy up, and a JVM
   * that is asked to end while it still boots says so on stderr. Idempotent.
   */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (String name : List.of("spec.json", "state.json", "state.json.part")) {
      directory.resolve(name).toFile().delete();
    }
    directory.toFile().delete();
  }
}
