package io.podwire.sidecar.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.podwire.api.LiveState;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.lab.Json;
import io.podwire.sidecar.http.PodHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePauseTest {
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final List<LiveState> told = new CopyOnWriteArrayList<>();
  private HttpServer producer;

  @BeforeEach
  void start() throws IOException {
    producer = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    producer.createContext(
        "/api/live",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            told.add(Json.mapper().readValue(body, LiveState.class));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    producer.start();
  }

  @AfterEach
  void stop() {
    producer.stop(0);
  }

  @Test
  void shouldTellAProducerWhenToGoOnByItselfAndToResumeAtTheEnd() {
    Pod unknown = Pod.unknown("podwire-0", "http://podwire-0:8080");
    Pod pod =
        new Pod(
            unknown.name(),
            "uid",
            unknown.sidecarUrl(),
            "http://127.0.0.1:" + producer.getAddress().getPort(),
            "",
            "",
            "n1",
            "",
            "",
            "",
            "",
            "",
            true,
            true);
    Topology topology =
        new Topology(pod, List.of(), false, Placements.of(pod, List.of()), null, null);
    try (PodHttp http = new PodHttp();
        LivePause pause = LivePause.begin(http, topology, LEASE)) {
      pause.renew();
    }
    assertThat(told).extracting(LiveState::paused).containsExactly(true, true, false);
    assertThat(told).extracting(LiveState::pauseFor).containsExactly(LEASE, LEASE, null);
  }
}
