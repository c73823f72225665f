package io.podwire.sidecar.peers;

import com.sun.net.httpserver.HttpServer;
import io.podwire.api.Placement;
import io.podwire.api.Topology;
import io.podwire.lab.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tells who it is as the sidecar of a pod does. */
public final class FakePod implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  /** What is answered to one question. */
  public interface Answer {
    /** The body, or null for a failure. */
    @org.jspecify.annotations.Nullable
    String body() throws InterruptedException;
  }

  public FakePod(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/api/topology",
        exchange -> {
          try (exchange) {
            String body = answer.body();
            byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body == null ? 500 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /** One that always answers. */
  public static FakePod named(String name) throws IOException {
    return new FakePod(() -> topology(name));
  }

  public static String topology(String name) throws IllegalStateException {
    Topology.Pod self = Topology.Pod.unknown(name, "http://" + name).with(true, true);
    try {
      return Json.mapper()
          .writeValueAsString(
              new Topology(
                  self, List.of(), false, new Placement(List.of(), List.of()), null, null));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
