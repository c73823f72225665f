package io.podwire.consumer.http;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.consumer.PodDirectory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that do nothing, or too much. */
@QuarkusTest
@TestProfile(SmallLimits.class)
@WithTestResource(PodDirectory.class)
@Timeout(60)
class ConnectionsTest {
  private static final String REQUEST = "GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static RawConnection connect() throws IOException {
    return new RawConnection(RestAssured.port);
  }

  @Test
  void shouldCloseAConnectionThatSaysNothing() throws Exception {
    try (RawConnection connection = connect()) {
      assertThat(connection.isClosedSilently()).isTrue();
    }
  }

  @Test
  void shouldCloseAConnectionThatSaysALetterNowAndThen() throws Exception {
    try (RawConnection connection = connect()) {
      connection.say("GET /api/live HTTP/1.1\r\nX: ");
      await()
          .pollInterval(Duration.ofMillis(100))
          .untilAsserted(
              () -> org.assertj.core.api.Assertions.assertThatThrownBy(() -> connection.say("x")));
    }
  }

  @Test
  void shouldCloseAServedConnectionThatStays() throws Exception {
    try (RawConnection connection = connect()) {
      assertThat(connection.say(REQUEST).hear(13)).isEqualTo("HTTP/1.1 200 ");
      assertThat(connection.hearAll()).contains("flows");
    }
  }

  @Test
  void shouldAnswerRequestsThatComeTogether() throws Exception {
    try (RawConnection connection = connect()) {
      String answers = connection.say(REQUEST.repeat(8)).hearAll();
      assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(8 + 1);
    }
  }

  @Test
  void shouldCloseAConnectionThatAsksOnAndOnWithoutReading() throws Exception {
    byte[] requests = REQUEST.repeat(100).getBytes(StandardCharsets.US_ASCII);
    try (RawConnection connection = connect()) {
      await()
          .untilAsserted(
              () ->
                  org.assertj.core.api.Assertions.assertThatThrownBy(
                      () -> connection.say(requests)));
    }
    when().get("/api/live").then().statusCode(200);
  }
}
