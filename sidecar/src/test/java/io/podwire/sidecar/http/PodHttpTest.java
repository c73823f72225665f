package io.podwire.sidecar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.api.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PodHttpTest {
  @Test
  void shouldNotWaitForAnAnswerThatStallsWithinItsBody() throws IOException {
    assertThatAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "")
        .hasMessageContaining(" does not answer (no whole answer within 5000 ms)");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void shouldBreakOffAnAnswerThatDoesNotEnd(int status) throws IOException {
    String head = "HTTP/1.1 %d Words\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status);
    assertThatAnswer(head, "1000\r\n" + " ".repeat(0x1000) + "\r\n")
        .hasMessageContaining(" does not answer (the answer is longer than 1048576 bytes)");
  }

  @Test
  void shouldBreakOffAHeadThatDoesNotEnd() throws IOException {
    assertThatAnswer("HTTP/1.1 200 OK\r\nX: ", "x".repeat(0x1000))
        .hasMessageContaining(" does not answer (");
  }

  /** What a call ends with whose answer begins with {@code begin}, then goes on and on. */
  private static AbstractThrowableAssert<?, ?> assertThatAnswer(String begin, String then)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PodHttp http = new PodHttp()) {
      Thread.ofPlatform().daemon().start(() -> answer(server, begin, then));
      String url = "http://127.0.0.1:" + server.getLocalPort();
      return assertThatThrownBy(() -> http.get(url, Topology.class))
          .isInstanceOf(PodHttpException.class)
          .hasMessageStartingWith(url);
    }
  }

  private static void answer(ServerSocket server, String begin, String then) {
    try (Socket connection = server.accept()) {
      connection.getOutputStream().write(begin.getBytes(US_ASCII));
      while (!then.isEmpty()) {
        connection.getOutputStream().write(then.getBytes(US_ASCII));
      }
      while (connection.getInputStream().read() >= 0) {
        continue; // until the client leaves
      }
    } catch (IOException left) {
      return;
    }
  }
}
