package io.podwire.sidecar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That listeners to the live flow, who need no token, do not take every place of the sidecar. */
@QuarkusTest
@TestProfile(OnePod.class)
@Timeout(120)
class LiveListenersTest {
  private static final int MAX_LISTENERS = 64;

  @Test
  void shouldServeSoManyListenersAndTheNextOnceOneHasLeft() throws Exception {
    try (HttpClient one = client();
        HttpClient others = client()) {
      assertThat(listen(one).statusCode()).isEqualTo(200);
      for (int i = 1; i < MAX_LISTENERS; i++) {
        assertThat(listen(others).statusCode()).isEqualTo(200);
      }
      assertThat(status(others)).isEqualTo(503);
      one.shutdownNow();
      await("the place of the one that left")
          .atMost(Duration.ofSeconds(30))
          .until(() -> status(others) == 200);
      others.shutdownNow();
    }
  }

  @Test
  void shouldHaveThePlacesBackOfThoseThatLeaveAtOnce() throws Exception {
    byte[] request = "GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
    for (int i = 0; i < 3 * MAX_LISTENERS; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
        socket.setSoLinger(true, 0); // a reset
        socket.getOutputStream().write(request);
      }
    }
    try (HttpClient client = client()) {
      await("a place").atMost(Duration.ofSeconds(30)).until(() -> status(client) == 200);
      client.shutdownNow();
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static int status(HttpClient client) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = listen(client);
    if (answer.statusCode() != 200) {
      answer.body().close();
    }
    return answer.statusCode();
  }

  private static HttpResponse<InputStream> listen(HttpClient client)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:%d/api/live".formatted(RestAssured.port));
    return client.send(
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofInputStream());
  }
}
