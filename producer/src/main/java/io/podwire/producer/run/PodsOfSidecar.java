package io.podwire.producer.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.api.WholeAnswer;
import io.podwire.lab.Json;
import io.podwire.producer.ProducerConfig;
import io.podwire.quarkus.HostPort;
import io.podwire.quarkus.PodConfig;
import io.podwire.quarkus.ProblemException;
import io.podwire.quarkus.WireFormat;
import io.podwire.quarkus.run.KnownPods;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks the pod's sidecar who the pods are, at most once a second. Threads may share it. */
@Singleton
final class PodsOfSidecar implements KnownPods {
  private static final ObjectMapper ANSWERS = WireFormat.requiring(Json.plain().copy());
  private static final int USUAL_PORT = 8080;
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private @Nullable Topology last;
  private long lastNanos;

  @Inject
  PodsOfSidecar(PodConfig pod, ProducerConfig config) {
    this(config.sidecar().url().orElseGet(() -> "http://" + HostPort.of(pod.host(), USUAL_PORT)));
  }

  PodsOfSidecar(String url) {
    this.url = url;
  }

  @Override
  public synchronized List<Pod> pods() {
    Topology known = last;
    if (known == null || System.nanoTime() - lastNanos > FRESH_NANOS) {
      known = ask();
      last = known;
      lastNanos = System.nanoTime();
    }
    return known.pods();
  }

  private Topology ask() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/topology")).build();
    try {
      HttpResponse<byte[]> answer =
          WholeAnswer.of(
              client, request, HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES, TIMEOUT);
      return ANSWERS.readValue(answer.body(), Topology.class);
    } catch (IOException e) {
      throw silent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent();
    }
  }

  private ProblemException silent() {
    return ProblemException.unavailable(
        String.format(
            Locale.ROOT,
            "the sidecar at %s does not tell which pods there are; check that it runs",
            url));
  }

  @PreDestroy
  void close() {
    client.shutdownNow();
  }
}
