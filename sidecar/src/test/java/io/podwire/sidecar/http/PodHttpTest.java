package io.podwire.sidecar.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.lab.api.Topology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PodHttpTest {
  @Test
  void shouldNotWaitForAnAnswerThatStallsWithinItsBody() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PodHttp http = new PodHttp()) {
      Thread.ofPlatform().daemon().start(() -> stall(server));
      String url = "http://127.0.0.1:" + server.getLocalPort();

      assertThatThrownBy(() -> http.get(url, Topology.class))
          .isInstanceOf(PodHttpException.class)
          .hasMessageContaining(url + " does not answer (no whole answer within 5000 ms)");
    }
  }

  private static void stall(ServerSocket server) {
    try (Socket connection = server.accept()) {
      String begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
      connection.getOutputStream().write(begun.getBytes(US_ASCII));
      while (connection.getInputStream().read() >= 0) {
        continue; // until the client leaves
      }
    } catch (IOException left) {
      return;
    }
  }
}
