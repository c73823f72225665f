package io.podwire.cli.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podwire.lab.api.ComparisonState;
import io.podwire.lab.api.Placement;
import io.podwire.lab.api.RunStatus;
import io.podwire.lab.api.Topology;
import io.podwire.lab.report.Json;
import io.podwire.lab.report.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Answers as a sidecar of one pod whose comparison gives what a test wants to see. */
public final class FakeSidecar implements AutoCloseable {
  private static final Placement NOTHING_PLACED = new Placement(List.of(), List.of());
  private static final String RUN = "run-1";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final @Nullable Result result;

  /** Starts it; a null result is a comparison that never ends. */
  public FakeSidecar(@Nullable Result result) throws IOException {
    this.result = result;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/api/topology",
        exchange ->
            answer(
                exchange, 200, json(new Topology(pod(), List.of(), false, NOTHING_PLACED, null))));
    server.createContext("/api/runs", this::run);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was asked about runs, for instance {@code POST /api/runs}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void run(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    boolean ended = result != null && exchange.getRequestMethod().equals("GET");
    answer(
        exchange,
        200,
        json(
            new ComparisonState(
                RUN,
                ended ? RunStatus.DONE : RunStatus.RUNNING,
                ended ? 1 : 0,
                1,
                "something",
                ended ? result : null,
                null,
                null)));
  }

  private static Topology.Pod pod() {
    return new Topology.Pod(
        "podwire-0",
        "uid",
        "http://a:8080",
        "http://a:8081",
        "http://a:8082",
        "a:7400",
        "n1",
        "a",
        "boot",
        "/ipc",
        "/run",
        "p",
        true,
        true);
  }

  private static String json(Object model) {
    try {
      return Json.mapper().writeValueAsString(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
