package io.podwire.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.RootCause;
import io.podwire.cli.sidecar.ShownUri;
import java.util.Locale;
import java.util.Optional;

/** What the API server, or its silence, means for the user. Stateless. */
final class ApiFault {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private ApiFault() {}

  /** One line with the way out. */
  static FailureException of(KubernetesClientException fault, Attempt attempt, Config config) {
    return RootCause.find(fault, FailureException.class) // of a credential plugin that ran again
        .orElseGet(
            () -> new FailureException(ExitCode.FAILED, line(fault, attempt, config), fault));
  }

  private static String line(KubernetesClientException fault, Attempt attempt, Config config) {
    String server = config.getMasterUrl();
    if (fault.getCode() <= 0) {
      return silence(fault, config);
    }
    return switch (fault.getCode()) {
      case UNAUTHORIZED ->
          String.format(
              Locale.ROOT,
              "the API server %s does not accept the credentials of %s (401); log in again or renew them in the kubeconfig",
              server,
              context(config));
      case FORBIDDEN ->
          String.format(
              Locale.ROOT,
              "%s may not %s (403); ask for a Role that allows it, or take another --context or --namespace",
              context(config),
              attempt.words());
      default ->
          String.format(
              Locale.ROOT,
              "the API server %s could not %s (%d: %s); try again, or ask who runs the cluster",
              server,
              attempt.words(),
              fault.getCode(),
              reason(fault));
    };
  }

  /** Why there is no answer, or none that an API server gives. */
  private static String silence(KubernetesClientException fault, Config config) {
    String server =
        String.format(
            Locale.ROOT, "the API server %s of %s", config.getMasterUrl(), context(config));
    Optional<String> distrust = RootCause.distrust(fault);
    if (distrust.isPresent()) {
      return String.format(
          Locale.ROOT,
          "the certificate of %s is not trusted (%s); check certificate-authority of its cluster in the kubeconfig, or get the kubeconfig anew",
          server,
          distrust.get());
    }
    if (RootCause.find(fault, JsonProcessingException.class).isPresent()) {
      return String.format(
          Locale.ROOT,
          "%s%s answers what no API server does; check the server of its cluster in the kubeconfig, and any proxy on the way",
          server,
          proxy(config));
    }
    return String.format(
        Locale.ROOT,
        "%s%s does not answer (%s); check that the cluster runs, or take another --context",
        server,
        proxy(config),
        RootCause.words(fault));
  }

  private static String proxy(Config config) {
    return config.getHttpsProxy() == null
        ? ""
        : String.format(
            Locale.ROOT, ", asked through the proxy %s,", ShownUri.of(config.getHttpsProxy()));
  }

  private static String reason(KubernetesClientException fault) {
    return fault.getStatus() == null || fault.getStatus().getMessage() == null
        ? RootCause.words(fault)
        : fault.getStatus().getMessage();
  }

  /** Whose rights and which server a command uses. */
  static String context(Config config) {
    return config.getCurrentContext() == null
        ? "this pod's service account"
        : "context " + config.getCurrentContext().getName();
  }
}
