package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.RootCause;
import io.podwire.cli.sidecar.SidecarClient;
import io.podwire.cli.sidecar.SidecarWay;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way from a port of this machine to a pod's sidecar. Threads may share it. */
final class SidecarForward implements SidecarWay, AutoCloseable {
  private static final int SIDECAR_PORT = 8080;

  private final Cluster cluster;
  private final String pod;
  private volatile LocalPortForward forward;

  private SidecarForward(Cluster cluster, String pod, LocalPortForward forward) {
    this.cluster = cluster;
    this.pod = pod;
    this.forward = forward;
  }

  /** Opens it; whether it leads anywhere shows only when it is used. */
  static SidecarForward open(Cluster cluster, Pod pod) {
    String name = pod.getMetadata().getName();
    return new SidecarForward(cluster, name, cluster.forward(name, SIDECAR_PORT));
  }

  String pod() {
    return pod;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + forward.getLocalPort();
  }

  /** Blocks until the sidecar has answered once; fails with the reason if it does not. */
  void requireAnswer(SidecarClient client) throws InterruptedException {
    if (!client.isReady(url())) {
      throw explained(
          FailureException.failed(
              String.format(
                  Locale.ROOT,
                  "the sidecar of pod %s does not answer through the port-forward; see kubectl logs -n %s %s -c sidecar",
                  pod,
                  cluster.namespace(),
                  pod)));
    }
  }

  @Override
  public synchronized boolean reopen() {
    LocalPortForward broken = forward;
    forward = cluster.forward(pod, SIDECAR_PORT);
    closeBroken(broken);
    return true;
  }

  private static void closeBroken(LocalPortForward broken) {
    try {
      broken.close();
    } catch (IOException e) {
      // broken is why it is closed
    }
  }

  /** What broke the way, if anything did. */
  @Override
  public FailureException explained(FailureException silence) {
    return Stream.concat(
            forward.getServerThrowables().stream(), forward.getClientThrowables().stream())
        .findFirst()
        .map(fault -> refusal(fault).orElseGet(() -> lost(fault)))
        .orElse(silence);
  }

  /** What the API server said when it would not switch to a WebSocket. */
  private Optional<FailureException> refusal(Throwable fault) {
    return Stream.iterate(fault, link -> link != null, Throwable::getCause)
        .filter(WebSocketHandshakeException.class::isInstance)
        .map(link -> ((WebSocketHandshakeException) link).getResponse().statusCode())
        .map(status -> new KubernetesClientException(RootCause.words(fault), status, null))
        .map(refused -> cluster.failure(refused, "create", "pods/portforward"))
        .findFirst();
  }

  private FailureException lost(Throwable fault) {
    return new FailureException(
        ExitCode.FAILED,
        String.format(
            Locale.ROOT,
            "the port-forward to pod %s broke (%s); see kubectl get pods -n %s; a comparison that had begun goes on there, podwire cluster report shows it",
            pod,
            RootCause.words(fault),
            cluster.namespace()),
        fault);
  }

  @Override
  public synchronized void close() throws IOException {
    forward.close();
  }
}
