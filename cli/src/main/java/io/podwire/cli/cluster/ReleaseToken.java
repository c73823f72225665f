package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.podwire.api.AccessToken;
import io.podwire.cli.console.FailureException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token of a release, in the Secret that its pods mount. Stateless. */
final class ReleaseToken {
  /** The volume of the pods that holds it. */
  static final String VOLUME = "access";

  private static final String WAY_OUT = "; or name a file that holds the token with --token-file";

  private ReleaseToken() {}

  /**
   * Reads it with the rights of the user; null for a release that asks for none. Blocks until the
   * API server answers.
   *
   * @throws FailureException in one line if there is no such Secret, or the user may not read it
   */
  static @Nullable AccessToken of(Cluster cluster, Release release) {
    SecretProjection mounted =
        cluster.workload(release.workload()).flatMap(ReleaseToken::mounted).orElse(null);
    if (mounted == null) {
      return null;
    }
    String text = text(cluster, mounted);
    try {
      return AccessToken.of(text);
    } catch (IllegalArgumentException e) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT, "the Secret %s: %s%s", mounted.getName(), e.getMessage(), WAY_OUT));
    }
  }

  private static Optional<SecretProjection> mounted(StatefulSet workload) {
    return Optional.ofNullable(workload.getSpec().getTemplate())
        .map(PodTemplateSpec::getSpec)
        .stream()
        .flatMap(pod -> pod.getVolumes().stream())
        .filter(volume -> VOLUME.equals(volume.getName()))
        .map(Volume::getProjected)
        .filter(Objects::nonNull)
        .flatMap(projected -> projected.getSources().stream())
        .map(source -> source.getSecret())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String text(Cluster cluster, SecretProjection mounted) {
    String key = mounted.getItems().getFirst().getKey();
    String encoded = secret(cluster, mounted.getName()).get(key);
    if (encoded == null) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "namespace %s has no Secret %s with the key %s; make it as docs/operations.md says%s",
              cluster.namespace(),
              mounted.getName(),
              key,
              WAY_OUT));
    }
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> secret(Cluster cluster, String name) {
    try {
      return cluster.secret(name);
    } catch (FailureException e) {
      throw new FailureException(e.exitCode(), e.getMessage() + WAY_OUT, e);
    }
  }
}
