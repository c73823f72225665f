package io.podwire.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.podwire.lab.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.StreamSupport;

/**
 * One pod of the demo, as an attacker on the same machine reaches it. Immutable.
 *
 * @param directory its channels
 * @param authorization how a caller shows the demo's token
 */
record AttackedPod(
    String name,
    Path directory,
    String authorization,
    int sidecar,
    int producer,
    int consumer,
    int relay,
    int liveTcp) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** A request to one of its ports. */
  static HttpRequest.Builder to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json");
  }

  /** The same with the token. */
  HttpRequest.Builder admitted(int port, String path) {
    return to(port, path).header("Authorization", authorization);
  }

  /** POST with the token. */
  HttpResponse<String> post(int port, String path, String json) {
    return send(admitted(port, path).POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  /** DELETE with the token. */
  HttpResponse<String> delete(int port, String path) {
    return send(admitted(port, path).DELETE().build());
  }

  /** GET. */
  static HttpResponse<String> get(int port, String path) {
    return send(to(port, path).GET().build());
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(request.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a program says that it is live and ready. */
  static boolean isHealthy(int port) {
    try {
      return get(port, "/q/health/live").statusCode() == 200
          && get(port, "/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  boolean isHealthy() {
    return isHealthy(sidecar) && isHealthy(producer) && isHealthy(consumer);
  }

  /** A live flow as a program shows it; missing while the program does not answer. */
  static JsonNode flow(int port, String name) {
    try {
      JsonNode state = Json.mapper().readTree(get(port, "/api/live").body());
      return StreamSupport.stream(state.path("flows").spliterator(), false)
          .filter(flow -> flow.path("name").asText().equals(name))
          .findFirst()
          .orElse(MissingNode.getInstance());
    } catch (UncheckedIOException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many messages the consumer has received over a live flow, 0 while nobody answers. */
  long received(String flow) {
    return flow(consumer, flow).path("messages").asLong();
  }
}
