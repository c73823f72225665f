package io.podwire.cli.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podwire.api.AccessToken;
import io.podwire.api.ComparisonState;
import io.podwire.api.LiveEvent;
import io.podwire.api.LiveState;
import io.podwire.api.Placement;
import io.podwire.api.Topology;
import io.podwire.lab.Json;
import io.podwire.lab.workload.RunStatus;
import io.podwire.result.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers as a sidecar of one pod whose comparison gives what a test wants to see. */
public final class FakeSidecar implements AutoCloseable {
  private static final Placement NOTHING_PLACED = new Placement(List.of(), List.of());
  private static final String RUN = "run-1";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger topologiesTold = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final @Nullable Result result;
  private volatile Topology topology = of(pod(0));
  private volatile @Nullable AccessToken token;
  private volatile List<String> silentPrograms = List.of();

  /** Starts it; a null result is a comparison that never ends. */
  public FakeSidecar(@Nullable Result result) throws IOException {
    this.result = result;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/api/topology",
        exchange -> {
          topologiesTold.incrementAndGet();
          answer(exchange, 200, json(topology));
        });
    server.createContext("/api/live/now", exchange -> answer(exchange, 200, json(live())));
    server.createContext("/api/runs", this::run);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often it was asked who is where. */
  public int topologiesTold() {
    return topologiesTold.get();
  }

  /** A topology of these pods, the first one asked, without a cluster. */
  public static Topology of(Topology.Pod self, Topology.Pod... peers) {
    return new Topology(self, List.of(peers), false, NOTHING_PLACED, null, null);
  }

  /** A topology of one pod whose sidecar does not hear from the Kubernetes API. */
  public static Topology deaf(String fault) {
    return new Topology(pod(0), List.of(), false, NOTHING_PLACED, false, fault);
  }

  /** Lets it know these pods from now on. */
  public void knows(Topology pods) {
    topology = pods;
  }

  /** Lets these programs, such as {@code producer podwire-1}, answer nobody. */
  public void silences(String... programs) {
    silentPrograms = List.of(programs);
  }

  private LiveEvent live() {
    return new LiveEvent(
        null,
        null,
        topology.pods().stream()
            .map(
                pod ->
                    new LiveEvent.PodFlows(
                        pod.name(), true, end("producer", pod), end("consumer", pod)))
            .toList());
  }

  private @Nullable LiveState end(String program, Topology.Pod pod) {
    return silentPrograms.contains(program + " " + pod.name())
        ? null
        : new LiveState(false, List.of());
  }

  /** Lets it answer only who shows this token. */
  public void asksFor(AccessToken shown) {
    token = shown;
  }

  /** What it was asked about runs, for instance {@code POST /api/runs}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void run(HttpExchange exchange) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    boolean reads = exchange.getRequestMethod().equals("GET");
    if (token != null && !reads && (shown == null || !token.isShownBy(shown))) {
      answer(exchange, 401, "{\"detail\": \"the request shows no token\"}");
      return;
    }
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

  /** A pod that serves. */
  public static Topology.Pod pod(int ordinal) {
    return new Topology.Pod(
        "podwire-" + ordinal,
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
    if (!closed.getAndSet(true)) {
      server.stop(0);
    }
  }
}
