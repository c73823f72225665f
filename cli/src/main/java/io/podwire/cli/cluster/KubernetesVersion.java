package io.podwire.cli.cluster;

import io.fabric8.kubernetes.client.VersionInfo;
import io.podwire.cli.console.FailureException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Kubernetes is new enough. Stateless. */
final class KubernetesVersion {
  private static final int MIN_MINOR = 33; // native sidecars are stable from there on
  private static final Pattern FORM = Pattern.compile("v?(\\d+)\\.(\\d+).*");

  private KubernetesVersion() {}

  /** Refuses one that is too old; what cannot be read is let through. */
  static void require(VersionInfo version) {
    Matcher matcher = FORM.matcher(String.valueOf(version.getGitVersion()));
    if (matcher.matches()
        && matcher.group(1).equals("1")
        && Integer.parseInt(matcher.group(2)) < MIN_MINOR) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "the cluster is Kubernetes %s; Podwire needs 1.%d or newer, which has native sidecars: upgrade it or take another --context",
              version.getGitVersion(),
              MIN_MINOR));
    }
  }
}
