package io.podwire.cli.demo;

import io.podwire.cli.FailureException;
import io.podwire.lab.api.ComparisonSpec;
import io.podwire.lab.api.ComparisonState;
import io.podwire.lab.report.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks to the programs of the demo over HTTP. Threads may share it. */
final class SidecarClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Whether the program at {@code url} can serve. */
  boolean isReady(String url) throws InterruptedException {
    try {
      HttpRequest request = request(url + "/q/health/ready").GET().build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  /** Asks a sidecar for a comparison. */
  ComparisonState start(String url, ComparisonSpec spec) throws InterruptedException {
    try {
      String body = Json.mapper().writeValueAsString(spec);
      return send(
          request(url + "/api/runs")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    } catch (IOException e) {
      throw unreachable(url, e);
    }
  }

  /** Asks how far a comparison is. */
  ComparisonState state(String url, String id) throws InterruptedException {
    try {
      return send(request(url + "/api/runs/" + id).GET().build());
    } catch (IOException e) {
      throw unreachable(url, e);
    }
  }

  private ComparisonState send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw FailureException.failed(
          "%s answered %d: %s"
              .formatted(
                  request.uri(), response.statusCode(), response.body().replaceAll("\\s+", " ")));
    }
    return Json.mapper().readValue(response.body(), ComparisonState.class);
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
  }

  private static FailureException unreachable(String url, IOException e) {
    return new FailureException(
        io.podwire.cli.ExitCode.FAILED,
        "%s does not answer (%s); see the programs' logs".formatted(url, e),
        e);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
