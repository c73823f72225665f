package io.podwire.cli.demo;

import io.podwire.api.AccessToken;
import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.Home;
import io.podwire.cli.sidecar.SidecarClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * {@code podwire train}: part of the build. Runs one local pod through a short comparison, so that
 * each program leaves a {@link StartCache} behind.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Make the caches that let the demo's programs start faster; part of the build.",
    footerHeading = "%nExample:%n",
    footer = "  podwire train")
public final class TrainCommand implements Callable<Integer> {
  private static final Duration CELL = Duration.ofMillis(20);
  private static final Duration START = Duration.ofSeconds(180); // while everything is recorded
  private static final Duration ASSEMBLY = Duration.ofSeconds(120);

  @ParentCommand private GlobalOptions podwire;

  @Option(
      names = "--arguments",
      paramLabel = "FOLDER",
      description = "Also write JVM argument files that start the programs from this folder.")
  private @Nullable Path arguments;

  @Override
  public Integer call() throws InterruptedException, IOException {
    Path home = Home.path();
    for (Program program : Program.values()) {
      Files.deleteIfExists(StartCache.file(program.jar(home)));
    }
    train(home, podwire.console());
    for (Program program : Program.values()) {
      if (!StartCache.isUsable(program.jar(home))) {
        throw FailureException.failed(
            String.format(
                Locale.ROOT,
                "no start cache was made for %s; it starts without, only slower",
                program.text()));
      }
      if (arguments != null) {
        ArgumentFile.write(program, program.jar(home), arguments);
      }
    }
    return 0;
  }

  private static void train(Path home, Console console) throws InterruptedException {
    AccessToken token = AccessToken.random();
    try (Closing closing = new Closing();
        SidecarClient client = new SidecarClient(LocalPods.LOGS, token)) {
      LocalPods pods =
          LocalPods.start(
              1,
              new ProgramCommand.Origin(home, StartCache.TRAIN),
              token,
              new Children(console, ASSEMBLY, false),
              console,
              closing);
      pods.awaitReady(client, START);
      pods.compare(client, CELL, console);
    }
  }
}
