package io.podwire.e2e.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The page's own files, under the policy that the programs send with them, with a result behind
 * them, news five times a second, and a refusal for who wants a comparison. Any thread.
 */
final class PageServer implements AutoCloseable {
  static final String REFUSAL = "another comparison is running, begun by pod b";

  static final String WRONG = "the request shows a wrong token";

  private static final String SESSION = "podwire-session=1";
  private static final Path FILES = Path.of("../sidecar/src/main/resources/META-INF/resources");
  private static final Path SETTINGS =
      Path.of("../lib/quarkus-common/src/main/resources/META-INF/microprofile-config.properties");
  private static final String POLICY = "Content-Security-Policy";
  private static final String TOPOLOGY = "{\"self\":{\"name\":\"a\"},\"peers\":[{\"name\":\"b\"}]}";
  private static final String NEWS =
      "data: {\"comparison\":null,\"pods\":[{\"name\":\"a\",\"reachable\":true}]}\n\n";
  private static final long NEWS_NANOS = 200_000_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final String policy;
  private volatile @Nullable String token;
  private final AtomicInteger news = new AtomicInteger();

  PageServer(String result) throws IOException {
    policy = policy();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::file);
    server.createContext("/api/cells", exchange -> answer(exchange, 200, result));
    server.createContext("/api/topology", exchange -> answer(exchange, 200, TOPOLOGY));
    server.createContext(
        "/api/runs",
        exchange ->
            answer(exchange, isAdmitted(exchange) ? 409 : 401, "{\"detail\":\"" + REFUSAL + "\"}"));
    server.createContext("/api/session", this::session);
    server.createContext("/api/live", this::tell);
    server.start();
  }

  private static String policy() throws IOException {
    Properties settings = new Properties();
    try (Reader in = Files.newBufferedReader(SETTINGS)) {
      settings.load(in);
    }
    return Objects.requireNonNull(
        settings.getProperty("quarkus.http.header.\"" + POLICY + "\".value"));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** How often news was told so far. */
  int news() {
    return news.get();
  }

  /** Lets it ask for a token from now on. */
  void asksFor(String wanted) {
    token = wanted;
  }

  private boolean isAdmitted(HttpExchange exchange) {
    String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    return token == null || cookies.contains(SESSION);
  }

  private void session(HttpExchange exchange) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (("Bearer " + token).equals(shown)) {
      exchange.getResponseHeaders().set("Set-Cookie", SESSION + "; HttpOnly; SameSite=Strict");
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    } else {
      answer(exchange, 403, "{\"detail\":\"" + WRONG + "\"}");
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Path file = FILES.resolve(path.equals("/") ? "index.html" : path.substring(1));
    boolean styles = path.endsWith(".css");
    String type = styles ? "text/css" : path.endsWith(".js") ? "text/javascript" : "text/html";
    exchange.getResponseHeaders().set(POLICY, policy);
    send(exchange, 200, type, Files.readString(file));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    send(exchange, status, "application/json", json);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Until the browser or the server goes. */
  private void tell(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        body.write(NEWS.getBytes(UTF_8));
        body.flush();
        news.incrementAndGet();
        LockSupport.parkNanos(NEWS_NANOS);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
