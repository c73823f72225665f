package io.podwire.sidecar.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Locale;

/** Faults of calls to the Kubernetes API in one line. Stateless. */
public final class ApiFault {
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private ApiFault() {}

  /** What went wrong and the way out. */
  public static String describe(Throwable fault) {
    return fault instanceof KubernetesClientException e ? describe(e) : root(fault);
  }

  private static String describe(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return String.format(
          Locale.ROOT,
          "the Kubernetes API does not answer (%s); see that the NetworkPolicy lets this pod reach its port (networkPolicy.apiServerPorts)",
          root(e));
    }
    return switch (e.getCode()) {
      case FORBIDDEN ->
          said(e)
              + "; give that ServiceAccount the chart's Role again: helm upgrade or kubectl apply makes"
              + " the RoleBinding";
      case UNAUTHORIZED ->
          String.format(
              Locale.ROOT,
              "the Kubernetes API does not accept this pod's token (%s); see that it is mounted",
              said(e));
      default ->
          String.format(Locale.ROOT, "the Kubernetes API answered %d: %s", e.getCode(), said(e));
    };
  }

  /** The API's own words; of a refusal they name verb, resource and namespace. */
  private static String said(KubernetesClientException e) {
    Status status = e.getStatus();
    String message = status == null ? null : status.getMessage();
    return firstLine(message == null ? String.valueOf(e.getMessage()) : message);
  }

  private static String root(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return firstLine(
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
