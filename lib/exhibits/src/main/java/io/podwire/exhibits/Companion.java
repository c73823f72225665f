package io.podwire.exhibits;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.workload.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The other process of an exhibit: a small JVM, child of this one, that talks in lines, its first
 * words on standard output. It must end when its standard input does. One thread at a time.
 */
public final class Companion implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final PrintStream input;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Companion(Process process) {
    this.process = process;
    this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("companion-" + process.pid()).start(this::collect);
  }

  static Companion start(Class<?> main, Object... arguments) {
    return start(builder(List.of(), main, arguments));
  }

  /** How to start one: behind {@code prefix}, a command that ends by running its arguments. */
  static ProcessBuilder builder(List<String> prefix, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(ChildJvm.command(main, arguments));
    return ChildJvm.withOwnFlags(new ProcessBuilder(command))
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  static Companion start(ProcessBuilder builder) {
    try {
      return new Companion(builder.start());
    } catch (IOException e) {
      throw new ChannelException(
          ChannelException.Kind.FAILED, "no second process for the exhibit: " + e.getMessage(), e);
    }
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("broken: " + e.getMessage()); // who waits for a line sees it
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Says a line to it. */
  public void tell(Object line) {
    input.println(line);
  }

  /** Says a line and waits for its answer. */
  public String ask(Object line) {
    tell(line);
    return line();
  }

  /**
   * The next line that it says; waits for it.
   *
   * @throws ChannelException of kind TIMEOUT after {@code 10 s}, INTERRUPTED
   */
  public String line() {
    String line = line(PATIENCE);
    if (line == null) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT,
          String.format(
              Locale.ROOT,
              "the exhibit's second process (%d, %s) has said nothing for %d s",
              process.pid(),
              process.isAlive() ? "alive" : "ended",
              PATIENCE.toSeconds()));
    }
    return line;
  }

  /** The next line, or null if none comes within {@code patience}. */
  public @Nullable String line(Duration patience) {
    try {
      return lines.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ChannelException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ChannelException(
        ChannelException.Kind.INTERRUPTED, "the exhibit was interrupted", e);
  }

  /** Closes its standard input, so that it reads the end. */
  public void hangUp() {
    input.close();
  }

  /** Kills it without a chance to say a word, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Ends it, by force if it does not end by itself at once. Idempotent. */
  @Override
  public void close() {
    input.close();
    process.destroyForcibly();
    try {
      boolean ignored = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
