package io.podwire.quarkus.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BodyGateTest {
  private static final int LONGEST = 4 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;

  /** Room for one of the longest bodies, and a little more. */
  private record Limits() implements HttpLimits {
    @Override
    public Duration bodyTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public long bodiesBytes() {
      return LONGEST + 1000;
    }

    @Override
    public Duration headTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration idleTimeout() {
      return Duration.ofSeconds(30);
    }
  }

  @BeforeEach
  void serve() throws Exception {
    BodyGate gate = new BodyGate(path -> LONGEST, new Limits());
    Router router = Router.router(vertx);
    router.route().handler(gate::handle);
    router.route().handler(routing -> routing.response().setStatusCode(204).end());
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  request.pause(); // as Quarkus does
                  router.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, SECONDS);
  }

  private int post(int bytes) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/messages");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void shouldTakeTheLongestBodyAgainAndAgain() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(post(LONGEST)).isEqualTo(204);
    }
    assertThat(post(LONGEST + 1)).isEqualTo(413);
  }

  @Test
  void shouldRefuseABodyWhileAnotherHasTheMemory() throws Exception {
    try (Socket first = begin(LONGEST - 1)) {
      await("the memory is taken").until(() -> post(LONGEST) == 503);
      assertThat(post(10)).isEqualTo(204);
      first.getOutputStream().write(0);
      byte[] status = first.getInputStream().readNBytes(12);
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 204");
    }
    assertThat(post(LONGEST)).isEqualTo(204);
  }

  @Test
  void shouldHaveTheMemoryBackOfAClientThatLeaves() throws Exception {
    try (Socket ignored = begin(LONGEST - 1)) {
      await("the memory is taken").until(() -> post(LONGEST) == 503);
    }
    await("the memory is given back").until(() -> post(LONGEST) == 204);
  }

  /** A request of the longest body, of which so much comes. */
  private Socket begin(int bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    String head = "POST /messages HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n";
    OutputStream output = socket.getOutputStream();
    output.write(head.formatted(LONGEST).getBytes(StandardCharsets.US_ASCII));
    output.write(new byte[bytes]);
    return socket;
  }
}
