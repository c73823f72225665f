package io.podwire.producer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podwire.api.Placement;
import io.podwire.api.PodChannels;
import io.podwire.api.Topology;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.lab.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel directory on a memory file system, free ports and a sidecar that knows this pod alone,
 * for one test run.
 */
public final class PodDirectory implements QuarkusTestResourceLifecycleManager {
  private @Nullable PodChannels channels;
  private @Nullable HttpServer sidecar;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("/dev/shm"), "podwire-producer-test-");
      String prefix = directory.getFileName().toString().replaceAll("[^\\w-]", "");
      channels = new PodChannels(directory, prefix);
      String consumer = "http://127.0.0.1:" + freePort();
      HttpServer made = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      made.createContext("/api/topology", exchange -> answer(exchange, topology(consumer)));
      made.start();
      sidecar = made;
      return Map.of(
          "podwire.channels.directory",
          directory.toString(),
          "podwire.channels.prefix",
          prefix,
          "podwire.live.tcp-port",
          freePort(),
          "podwire.consumer.url",
          consumer,
          "podwire.sidecar.url",
          "http://127.0.0.1:" + made.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Topology topology(String consumer) {
    Topology.Pod self =
        new Topology.Pod(
            "a", "", "", "", consumer, "127.0.0.1:1", "", "", "", "", "", "", true, true);
    return new Topology(self, List.of(), true, new Placement(List.of(), List.of()), null, null);
  }

  private static void answer(HttpExchange exchange, Topology topology) throws IOException {
    try (exchange) {
      byte[] body = Json.mapper().writeValueAsBytes(topology);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  @Override
  public void stop() {
    if (sidecar != null) {
      sidecar.stop(0);
    }
    PodChannels made = channels;
    if (made == null) {
      return;
    }
    for (String scheme : List.of("shm", "fifo", "mq", "sysv", "uds")) {
      ChannelUri uri = made.uri(scheme, "live");
      Transports.of(uri).remove(uri);
    }
    try (var files = Files.walk(made.directory())) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
