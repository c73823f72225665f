package io.podwire.cli.demo;

import io.podwire.api.AccessToken;
import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.Home;
import io.podwire.cli.console.OutputOptions;
import io.podwire.cli.console.Verdict;
import io.podwire.cli.option.DurationConverter;
import io.podwire.cli.sidecar.SidecarClient;
import io.podwire.result.Result;
import io.podwire.result.Units;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code podwire demo}: the comparison on this machine, and the page. */
@Command(
    name = "demo",
    description = {
      "Start local pods, compare every mechanism inside and across them, and keep the page up.",
      "A local pod is a group of three processes that stand for its containers.",
      "A process that dies is started again after 500 ms, then after twice as long each time.",
      "Five deaths in a row end the demo; with --once the first one does."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire demo --once --duration 500ms --format markdown --output demo.md")
public final class DemoCommand implements Callable<Integer> {
  private static final int MAX_PODS = 4;
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  @ParentCommand private GlobalOptions podwire;

  @Option(
      names = "--pods",
      defaultValue = "2",
      paramLabel = "N",
      description = "How many local pods, 1 to 4 (default: ${DEFAULT-VALUE}).")
  private int pods;

  @Option(names = "--once", description = "End after the comparison.")
  private boolean once;

  @Option(
      names = "--duration",
      defaultValue = "1s",
      paramLabel = "TIME",
      converter = DurationConverter.Positive.class,
      description = "Measured time of each cell (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofSeconds(1);

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (pods < 1 || pods > MAX_PODS) {
      throw FailureException.wrongUse(
          String.format(Locale.ROOT, "--pods: %d pods; give 1 to %d", pods, MAX_PODS));
    }
    Console console = podwire.console();
    output.check();
    AccessToken token = AccessToken.random();
    try (Closing closing = new Closing();
        SidecarClient client = new SidecarClient(LocalPods.LOGS, token)) {
      LocalPods started = start(token, console, closing, client);
      int exitCode = compare(started, client, console);
      if (!once) {
        console.progress(
            "podwire: the page is at " + page(started, token) + " (Ctrl-C ends the demo)");
        throw started.children().awaitEnd();
      }
      return exitCode;
    }
  }

  /** A program that died took its part of the comparison along; the page can start another. */
  private int compare(LocalPods started, SidecarClient client, Console console)
      throws InterruptedException, IOException {
    try {
      Result result = started.compare(client, duration, console);
      output.write(result, console);
      return Verdict.of(result, console);
    } catch (FailureException e) {
      if (!started.children().anyEnded() || once) {
        throw e;
      }
      console.warn(e.getMessage() + "; the page can start another comparison");
      return e.exitCode();
    }
  }

  private LocalPods start(AccessToken token, Console console, Closing closing, SidecarClient client)
      throws InterruptedException {
    console.progress(
        "podwire: no containers here: each pod is a group of three local processes that stand for"
            + " them");
    long beginNanos = System.nanoTime();
    LocalPods started =
        LocalPods.start(
            pods,
            new ProgramCommand.Origin(Home.path(), StartCache.USE),
            token,
            new Children(console, DRAIN, !once),
            console,
            closing);
    started.pods().forEach(pod -> console.progress("podwire: " + pod.portsText()));
    started.awaitReady(client, START);
    console.progress(
        String.format(
            Locale.ROOT,
            "podwire: %d programs are ready after %s; comparing, %s a cell",
            started.children().all().size(),
            Units.nanos(System.nanoTime() - beginNanos),
            Units.nanos(duration.toNanos())));
    return started;
  }

  /** A browser sends nothing of a fragment; the page takes the token from there. */
  private static String page(LocalPods started, AccessToken token) {
    return String.format(
        Locale.ROOT,
        "http://localhost:%d/#token=%s",
        started.pods().getFirst().ports().sidecar(),
        token.text());
  }
}
