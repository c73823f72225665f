package io.podwire.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WholeAnswerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    client.shutdownNow();
    server.close();
  }

  @Test
  void shouldGiveTheAnswer() throws Exception {
    CompletableFuture<Boolean> left = answer("12");

    assertThat(send(LONG).body()).isEqualTo("12");
    client.shutdownNow();
    assertThat(left.get()).isTrue();
  }

  @Test
  void shouldNotWaitForABodyThatStalls() throws Exception {
    CompletableFuture<Boolean> left = answer("1");

    assertThatThrownBy(() -> send(Duration.ofMillis(300)))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("no whole answer within 300 ms");
    assertThat(left.get()).as("the exchange is ended").isTrue();
  }

  @Test
  void shouldTellThatNobodyListens() throws Exception {
    server.close();

    assertThatThrownBy(() -> send(LONG)).isInstanceOf(ConnectException.class);
  }

  @Test
  void shouldEndAnAnswerThatIsTooLong() {
    CompletableFuture<Boolean> left = answer("12");

    assertThatThrownBy(() -> send(1, LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("the answer is longer than 1 bytes");
    assertThat(left.join()).as("the exchange is ended").isTrue();
  }

  /** Answers one request with a body of which 2 bytes were announced; whether the client left. */
  private CompletableFuture<Boolean> answer(String body) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket connection = server.accept()) {
            String head = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
            connection.getOutputStream().write((head + body).getBytes(US_ASCII));
            while (connection.getInputStream().read() >= 0) {
              continue; // the request, then nothing more until the client leaves
            }
            return true;
          } catch (IOException reset) {
            return true;
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private HttpResponse<String> send(Duration atMost) throws IOException, InterruptedException {
    return send(2, atMost);
  }

  private HttpResponse<String> send(int maxBytes, Duration atMost)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort());
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LONG).build();
    return WholeAnswer.of(client, request, HttpResponse.BodyHandlers.ofString(), maxBytes, atMost);
  }
}
