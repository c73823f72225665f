package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.api.AccessToken;
import io.podwire.api.ComparisonSpec;
import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.OutputOptions;
import io.podwire.cli.console.Verdict;
import io.podwire.cli.option.DurationConverter;
import io.podwire.cli.option.SizeConverter;
import io.podwire.cli.option.TokenFileConverter;
import io.podwire.cli.sidecar.Comparison;
import io.podwire.cli.sidecar.SidecarClient;
import io.podwire.cli.sidecar.SidecarWay;
import io.podwire.result.Result;
import io.podwire.result.Units;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.TypeConversionException;

/** {@code podwire cluster run}: the comparison between a release's pods. */
@Command(
    name = "run",
    description = {
      "Compare every mechanism inside and across the pods of a release.",
      "Exit code 4 if data was lost, 1 if a cell failed or there is nothing to compare."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  podwire cluster run --namespace podwire --duration 500ms --format markdown",
      "  podwire cluster run --url http://localhost:8080 --token-file /dev/shm/podwire-demo-1000-5f3a01c2/token"
    })
final class RunCommand implements Callable<Integer> {
  private static final String TOKEN_FILE = "PODWIRE_TOKEN_FILE";
  private static final long LOOK_MILLIS = 200;

  @ParentCommand private ClusterCommand cluster;

  @Mixin private ClusterOptions target;

  @Option(
      names = "--url",
      paramLabel = "URL",
      converter = SidecarUrlConverter.class,
      description = "Ask this sidecar directly, without the Kubernetes API.")
  private @Nullable String url;

  @Option(
      names = "--expect-pods",
      paramLabel = "N",
      description = {
        "With --url: how many pods there must be; waits for them until --timeout and fails without"
            + " them (default: those that the sidecar knows)."
      })
  private @Nullable Integer expectedPods;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      converter = TokenFileConverter.class,
      description = {
        "File of the token without which a sidecar starts no comparison (default: what"
            + " PODWIRE_TOKEN_FILE names, else the release's Secret)."
      })
  private @Nullable AccessToken token;

  @Option(
      names = "--duration",
      defaultValue = "150ms",
      paramLabel = "TIME",
      converter = DurationConverter.Positive.class,
      description = "Measured time of each cell (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofMillis(150);

  @Option(
      names = "--size",
      split = ",",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Message sizes, for instance 64,1KiB (default: 64).")
  private @Nullable List<Integer> sizesBytes;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException, IOException {
    checkWords();
    output.check();
    Console console = cluster.console();
    try (Closing closing = new Closing()) {
      Result result = url == null ? throughApi(console, closing) : direct(url, console, closing);
      output.write(result, console);
      return Verdict.of(result, console);
    }
  }

  private void checkWords() {
    if (url != null && target.nameACluster()) {
      throw FailureException.wrongUse(
          "--url asks a sidecar without the Kubernetes API; leave out --context, --namespace and --release");
    }
    if (expectedPods != null && url == null) {
      throw FailureException.wrongUse(
          "--expect-pods is for --url; without it the release's replicas are expected");
    }
    if (expectedPods != null && expectedPods < 1) {
      throw FailureException.wrongUse(
          String.format(Locale.ROOT, "--expect-pods: %d pods; give 1 or more", expectedPods));
    }
  }

  private Result throughApi(Console console, Closing closing) throws InterruptedException {
    Cluster api = closing.add(target.connect());
    Release release = target.release(api);
    List<Pod> pods = new Readiness(api, release, console).await(target.timeout());
    AccessToken own = ownToken();
    AccessToken shown = own == null ? ReleaseToken.of(api, release) : own;
    SidecarForward forward = closing.add(SidecarForward.open(api, pods.getFirst()));
    SidecarClient client =
        closing.add(
            new SidecarClient(
                String.format(
                    Locale.ROOT,
                    "see kubectl logs -n %s %s -c sidecar",
                    api.namespace(),
                    forward.pod()),
                shown));
    forward.requireAnswer(client);
    new KnownPeers(client, forward.url(), console).require(pods.size(), target.timeout());
    console.progress(
        String.format(
            Locale.ROOT,
            "podwire: %d pods of release %s are ready; pod %s compares, %s a cell",
            pods.size(),
            release.name(),
            forward.pod(),
            Units.nanos(duration.toNanos())));
    return closing.add(new Comparison(client, forward)).run(spec(), console);
  }

  private Result direct(String sidecar, Console console, Closing closing)
      throws InterruptedException {
    SidecarClient client =
        closing.add(new SidecarClient("check the address and that it runs", ownToken()));
    awaitReady(client, sidecar);
    KnownPeers peers = new KnownPeers(client, sidecar, console);
    if (expectedPods == null) {
      peers.awaitKnown(target.timeout());
    } else {
      peers.require(expectedPods, target.timeout());
    }
    return closing.add(new Comparison(client, SidecarWay.of(sidecar))).run(spec(), console);
  }

  /** The token that the user names, if any. */
  private @Nullable AccessToken ownToken() {
    String file = System.getenv(TOKEN_FILE);
    if (token != null || file == null || file.isEmpty()) {
      return token;
    }
    try {
      return new TokenFileConverter().convert(file);
    } catch (TypeConversionException e) {
      throw FailureException.wrongUse(TOKEN_FILE + ": " + e.getMessage());
    }
  }

  private void awaitReady(SidecarClient client, String sidecar) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + target.timeout().toNanos();
    while (!client.isReady(sidecar)) {
      if (System.nanoTime() - deadlineNanos >= 0) {
        throw FailureException.failed(
            String.format(
                Locale.ROOT,
                "the sidecar %s is not ready after %s; check the address and that it runs",
                sidecar,
                Units.nanos(target.timeout().toNanos())));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private ComparisonSpec spec() {
    return new ComparisonSpec(duration, null, sizesBytes, null, null);
  }
}
