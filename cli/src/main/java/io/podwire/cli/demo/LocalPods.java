package io.podwire.cli.demo;

import io.podwire.api.AccessToken;
import io.podwire.api.ComparisonSpec;
import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.Comparison;
import io.podwire.cli.sidecar.SidecarClient;
import io.podwire.cli.sidecar.SidecarWay;
import io.podwire.result.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The demo's pods: started all at once, ready together. For one thread. */
final class LocalPods {
  /** Where to look when a program does not answer. */
  static final String LOGS = "see the programs' logs";

  private static final long LOOK_MILLIS = 100;

  private final DemoDirectory directory;
  private final List<LocalPod> pods;
  private final Children children;

  private LocalPods(DemoDirectory directory, List<LocalPod> pods, Children children) {
    this.directory = directory;
    this.pods = pods;
    this.children = children;
  }

  /**
   * Starts all programs of {@code count} pods; what they leave is removed by {@code closing}.
   *
   * @param token what callers show who change something
   * @param children which watch over them
   */
  static LocalPods start(
      int count,
      ProgramCommand.Origin origin,
      AccessToken token,
      Children children,
      Console console,
      Closing closing) {
    Path folder = MemoryFolder.choose(count, console);
    Leftovers.sweep(folder, console);
    DemoDirectory directory = closing.add(DemoDirectory.create(folder));
    FreePorts ports = new FreePorts();
    List<LocalPod> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = String.valueOf((char) ('a' + i));
      pods.add(new LocalPod(name, directory.channels(name), PodPorts.take(ports)));
    }
    LocalPods all = new LocalPods(directory, pods, closing.add(children));
    all.startPrograms(new ProgramCommand(origin, directory.write(token), pods));
    return all;
  }

  private void startPrograms(ProgramCommand command) {
    for (Program program : Program.values()) { // sidecars first: they make the channels
      for (LocalPod pod : pods) {
        String name = program.text() + "-" + pod.name();
        children.start(
            new Child.Start(
                name,
                command.of(program, pod),
                directory.log(name),
                pod.url(program.port(pod.ports()))));
      }
    }
  }

  List<LocalPod> pods() {
    return pods;
  }

  Children children() {
    return children;
  }

  /** Blocks until all programs can serve; refuses to wait for one that has ended for good. */
  void awaitReady(SidecarClient client, Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    for (Child.Start child : children.all()) {
      while (!client.isReady(child.url())) {
        children.requireAlive();
        if (System.nanoTime() - deadlineNanos > 0) {
          throw late(child, patience);
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    }
  }

  /** Blocks until the first pod's sidecar has compared everything. */
  Result compare(SidecarClient client, Duration perCell, Console console)
      throws InterruptedException {
    try (Comparison comparison = new Comparison(client, way())) {
      return comparison.run(new ComparisonSpec(perCell, null, null, null, null), console);
    }
  }

  private SidecarWay way() {
    return new SidecarWay() {
      @Override
      public String url() {
        return pods.getFirst().sidecarUrl();
      }

      @Override
      public void requireAlive() {
        children.requireAlive();
      }
    };
  }

  private FailureException late(Child.Start child, Duration patience) {
    return FailureException.failed(
        String.format(
            Locale.ROOT,
            "%s is not ready after %d s; its last lines were%n%s",
            child.name(),
            patience.toSeconds(),
            children.lastWords(child)));
  }
}
