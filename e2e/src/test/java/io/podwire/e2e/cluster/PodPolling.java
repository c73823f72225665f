package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.client.LocalPortForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The same question to a sidecar again and again, over one forward. For one thread. */
final class PodPolling implements AutoCloseable {
  private static final int PORT = 8080;
  private static final long PERIOD_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LocalPortForward forward;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Opens the forward; asks nothing yet. */
  PodPolling(Installation release, String pod, String path) {
    this.forward =
        release.client().pods().inNamespace(release.namespace()).withName(pod).portForward(PORT);
    URI uri = URI.create("http://localhost:%d%s".formatted(forward.getLocalPort(), path));
    this.request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
  }

  /** Asks once. */
  String get() {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + request.uri(), e);
    }
  }

  /** Asks from now on; a thread of its own gives the answers. The first fault ends it. */
  void start(Consumer<String> answers) {
    clock.scheduleWithFixedDelay(
        () -> answers.accept(get()), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    TestResources.close(http, forward);
  }
}
