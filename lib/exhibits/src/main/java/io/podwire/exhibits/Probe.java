package io.podwire.exhibits;

import io.podwire.ipc.ChannelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether this machine lets a command do its work. Stateless. */
public final class Probe {
  private static final int PATIENCE_SECONDS = 5;

  private Probe() {}

  /** Runs a short command; empty if it succeeds, else what it says or why it cannot be run. */
  public static Optional<String> failure(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(command.getFirst() + " does not end");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(said.isBlank() ? command.getFirst() + " failed" : oneLine(said));
    } catch (IOException e) {
      return Optional.of(oneLine(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, "the exhibit was interrupted", e);
    }
  }

  private static String oneLine(String text) {
    return text.strip().replace('\n', ' ');
  }
}
