package io.podwire.sidecar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.podwire.api.AccessToken;
import io.podwire.quarkus.access.OwnToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To whom, and in which requests, a sidecar shows the token. */
class ShownTokenTest {
  private static final AccessToken TOKEN = AccessToken.random();

  @TempDir private Path folder;

  private final List<String> shown = new CopyOnWriteArrayList<>();

  @SuppressWarnings("NullAway.Init") // by the method before each
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.createContext("/elsewhere", this::sendOn);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    shown.add(exchange.getRequestMethod() + " " + header);
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write(new byte[] {'{', '}'});
    exchange.close();
  }

  private void sendOn(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", url() + "/");
    exchange.sendResponseHeaders(307, -1);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private PodHttp http() throws IOException {
    return new PodHttp(OwnToken.in(Files.writeString(folder.resolve("token"), TOKEN.text())));
  }

  @Test
  void shouldShowTheTokenWhereSomethingIsChangedOnly() throws IOException {
    try (PodHttp http = http()) {
      http.get(url(), Map.class);
      http.post(url(), Map.of(), Map.class);
      http.put(url(), Map.of(), Map.class);
      http.delete(url());
    }
    String header = TOKEN.authorization();
    assertThat(shown)
        .containsExactly("GET null", "POST " + header, "PUT " + header, "DELETE " + header);
  }

  @Test
  void shouldNotCarryTheTokenToWhereARedirectLeads() throws IOException {
    try (PodHttp http = http()) {
      assertThatThrownBy(() -> http.post(url() + "/elsewhere", Map.of(), Map.class))
          .isInstanceOf(PodHttpException.class)
          .hasMessageContaining("307")
          .hasMessageNotContaining(TOKEN.text());
    }
    assertThat(shown).isEmpty();
  }

  @Test
  void shouldShowNothingWhereThereIsNoToken() {
    try (PodHttp http = new PodHttp()) {
      http.put(url(), Map.of(), Map.class);
    }
    assertThat(shown).containsExactly("PUT null");
  }
}
