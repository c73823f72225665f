package io.podwire.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.podwire.cli.ExitCode;
import io.podwire.cli.FailureException;

/** What the API server, or its silence, means for the user. Stateless. */
final class ApiFault {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private ApiFault() {}

  /** One line with the way out. */
  static FailureException of(KubernetesClientException fault, Attempt attempt, Config config) {
    return new FailureException(ExitCode.FAILED, line(fault, attempt, config), fault);
  }

  private static String line(KubernetesClientException fault, Attempt attempt, Config config) {
    String server = config.getMasterUrl();
    if (fault.getCode() <= 0) {
      return "the API server %s of %s does not answer (%s); check that the cluster runs, or take another --context"
          .formatted(server, context(config), RootCause.words(fault));
    }
    return switch (fault.getCode()) {
      case UNAUTHORIZED ->
          "the API server %s does not accept the credentials of %s (401); log in again or renew them in the kubeconfig"
              .formatted(server, context(config));
      case FORBIDDEN ->
          "%s may not %s (403); ask for a Role that allows it, or take another --context or --namespace"
              .formatted(context(config), attempt.words());
      default ->
          "the API server %s could not %s (%d: %s); try again, or ask who runs the cluster"
              .formatted(server, attempt.words(), fault.getCode(), RootCause.words(fault));
    };
  }

  /** Whose rights and which server a command uses. */
  static String context(Config config) {
    return config.getCurrentContext() == null
        ? "this pod's service account"
        : "context " + config.getCurrentContext().getName();
  }
}
