package io.podwire.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
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
