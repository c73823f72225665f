package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.podwire.api.WholeAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** One HTTP request to a pod, through the Kubernetes API. Stateless. */
final class PodRequest {
  /** The Secret that holds the token of a release that is called podwire. */
  static final String TOKEN_SECRET = "podwire-token";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private PodRequest() {}

  /**
   * The body of what the program answers.
   *
   * @throws UncheckedIOException if it answers with an error, or not within ten seconds
   */
  static String get(KubernetesClient client, String namespace, String pod, int port, String path) {
    return send(client, namespace, pod, port, path, HttpRequest.newBuilder().GET());
  }

  /** The same for a body in JSON that is posted, with the release's token. */
  static String post(
      KubernetesClient client, String namespace, String pod, int port, String path, String json) {
    return send(
        client,
        namespace,
        pod,
        port,
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token(client, namespace))
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /** The release's token. */
  static String token(KubernetesClient client, String namespace) {
    Secret secret = client.secrets().inNamespace(namespace).withName(TOKEN_SECRET).require();
    byte[] text = Base64.getDecoder().decode(secret.getData().get("token"));
    return new String(text, StandardCharsets.US_ASCII).strip();
  }

  private static String send(
      KubernetesClient client,
      String namespace,
      String pod,
      int port,
      String path,
      HttpRequest.Builder request) {
    HttpClient http = HttpClient.newHttpClient();
    try (LocalPortForward forward =
        client.pods().inNamespace(namespace).withName(pod).portForward(port)) {
      URI uri = URI.create("http://localhost:%d%s".formatted(forward.getLocalPort(), path));
      HttpResponse<String> response =
          WholeAnswer.of(
              http, request.uri(uri).build(), HttpResponse.BodyHandlers.ofString(), PATIENCE);
      if (response.statusCode() / 100 != 2) {
        throw new IOException("%s: %d %s".formatted(uri, response.statusCode(), response.body()));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + pod, e);
    } finally {
      http.shutdownNow(); // close() would wait for an answer that does not come
    }
  }
}
