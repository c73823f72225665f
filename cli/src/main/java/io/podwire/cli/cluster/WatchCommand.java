package io.podwire.cli.cluster;

import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.result.text.Style;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code podwire cluster watch}: who is where, and how the live flows do, until Ctrl-C. */
@Command(
    name = "watch",
    description = {
      "Watch the pods and live flows of a release until Ctrl-C.",
      "A terminal is drawn again every second; elsewhere each change is a line."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire cluster watch --namespace podwire")
final class WatchCommand implements Callable<Integer> {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

  @ParentCommand private ClusterCommand cluster;
  @Mixin private ClusterOptions target;

  @Override
  public Integer call() throws InterruptedException {
    Console console = cluster.console();
    try (Closing closing = new Closing()) {
      Cluster api = closing.add(target.connect());
      Release release = target.release(api);
      Installation.require(api, release);
      Watched watched = closing.add(new Watched(api, release));
      Style style = console.style();
      Changes changes = new Changes();
      while (true) {
        long beginNanos = System.nanoTime();
        Snapshot now = watched.look();
        if (style.colours() || style.bars()) {
          String title =
              String.format(
                  Locale.ROOT,
                  "Release %s in namespace %s; Ctrl-C ends",
                  release.name(),
                  api.namespace());
          console.print(HOME_AND_CLEAR + WatchText.page(title, now, style));
        } else {
          changes.to(WatchText.facts(now)).forEach(line -> console.print(line + "\n"));
        }
        long leftNanos = PAUSE_NANOS / 2 - (System.nanoTime() - beginNanos);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, leftNanos)); // events pace it; this where none come
      }
    }
  }
}
