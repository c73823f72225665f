package io.podwire.cli.cluster;

import io.podwire.cli.option.DnsLabelConverter;
import io.podwire.cli.option.DurationConverter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which release of which cluster. */
final class ClusterOptions {
  private static final String DEFAULT_RELEASE = "podwire";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      converter = DnsLabelConverter.class,
      description = "Namespace of the release (default: the context's).")
  private @Nullable String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: the current one).")
  private @Nullable String context;

  @Option(
      names = "--release",
      paramLabel = "NAME",
      converter = DnsLabelConverter.class,
      description = "Name of the release (default: podwire).")
  private @Nullable String release;

  @Option(
      names = "--timeout",
      defaultValue = "60s",
      paramLabel = "TIME",
      converter = DurationConverter.Positive.class,
      description =
          "How long to wait for the release to be ready, and its pods for each other (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(60);

  /** Opens the cluster; nothing is asked yet. */
  Cluster connect() {
    return Cluster.connect(context, namespace);
  }

  /** The release, in the namespace that the cluster was opened with. */
  Release release(Cluster cluster) {
    return new Release(release == null ? DEFAULT_RELEASE : release, cluster.namespace());
  }

  /** Whether any of the words that name a release were given. */
  boolean nameACluster() {
    return namespace != null || context != null || release != null;
  }

  Duration timeout() {
    return timeout;
  }
}
