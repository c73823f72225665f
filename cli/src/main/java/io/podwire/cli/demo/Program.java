package io.podwire.cli.demo;

import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The three programs of a pod. */
enum Program {
  SIDECAR("48m"),
  PRODUCER("48m"),
  CONSUMER("32m");

  private final String heap;

  Program(String heap) {
    this.heap = heap;
  }

  /** The largest heap, as {@code -Xmx} takes it. */
  String heap() {
    return heap;
  }

  /** The name in paths and messages. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  int port(PodPorts ports) {
    return switch (this) {
      case SIDECAR -> ports.sidecar();
      case PRODUCER -> ports.producer();
      case CONSUMER -> ports.consumer();
    };
  }

  /** The program's jar below the folder that Podwire was built in. */
  Path jar(Path home) {
    Path target = home.resolve(text()).resolve("target");
    return runner(target)
        .orElseThrow(
            () ->
                FailureException.failed(
                    String.format(
                        Locale.ROOT,
                        "no podwire-%s-*-runner.jar in %s; start the demo with the script podwire, which builds it",
                        text(),
                        target)));
  }

  private static Optional<Path> runner(Path target) {
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (var files = Files.newDirectoryStream(target, "podwire-*-runner.jar")) {
      var found = files.iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
