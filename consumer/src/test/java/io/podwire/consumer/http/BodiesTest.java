package io.podwire.consumer.http;

import static io.podwire.consumer.http.RawConnection.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.consumer.PodDirectory;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.Json;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too long, too slow or too many at a time. */
@QuarkusTest
@TestProfile(SmallLimits.class)
@WithTestResource(PodDirectory.class)
@Timeout(60)
class BodiesTest {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final int LONGEST = 4 << 20;
  private static final int SPECIFICATION = 64 << 10;
  private static final int WORKERS = 4; // quarkus.thread-pool.max-threads

  private static RawConnection connect() throws IOException {
    return new RawConnection(RestAssured.port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/runs", "/api/live", "/api/messages/7", "/q/health/live", "/nope"})
  void shouldRefuseABodyAnnouncedTooLongBeforeItComes(String path) throws Exception {
    try (RawConnection connection = connect()) {
      String length = "Content-Length: " + (SPECIFICATION + 1);
      String answer = connection.say(post(path, JSON, length)).hearAll();
      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .containsIgnoringCase("connection: close")
          .contains("application/problem+json")
          .contains("the body of " + path + " is longer than the 65536 bytes allowed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 1\r\n\r\nx", "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"})
  void shouldTakeNoBodyOfARequestThatNeedsNoToken(String rest) throws Exception {
    try (RawConnection connection = connect()) {
      String head = "GET /api/live HTTP/1.1\r\nHost: localhost\r\n";
      assertThat(connection.say(head + rest).hearAll()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void shouldCutAnEndlessBodyOffAtTheLimit() throws Exception {
    String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
    try (RawConnection connection = connect()) {
      connection
          .say(post("/api/runs", JSON, "Transfer-Encoding: chunked"))
          .sayOnAndOn(chunk.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(connection.hear(13)).isEqualTo("HTTP/1.1 413 ");
    }
  }

  @Test
  void shouldTakeASpecificationInPiecesAsInOne() throws Exception {
    String body = "{\"paused\": false}";
    try (RawConnection connection = connect()) {
      connection.say(
          "PUT /api/live HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
      connection.say("Expect: 100-continue\r\nConnection: close\r\n");
      connection.say("Transfer-Encoding: chunked\r\n\r\n");
      assertThat(connection.hear(25)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      for (char letter : body.toCharArray()) {
        connection.say("1\r\n" + letter + "\r\n");
      }
      assertThat(connection.say("0\r\n\r\n").hearAll())
          .startsWith("HTTP/1.1 200 ")
          .contains("\"paused\":false");
    }
  }

  @Test
  void shouldServeOthersDuringSlowBodiesAndEndThose() throws Exception {
    List<RawConnection> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 4 * WORKERS; i++) {
        slow.add(connect().say(post("/api/runs", JSON, "Content-Length: 1000")).say("{"));
      }
      given().contentType(JSON).body("{").post("/api/runs").then().statusCode(400);
      for (RawConnection connection : slow) {
        assertThat(connection.hearAll())
            .startsWith("HTTP/1.1 408 ")
            .contains("the body was not there within 2000 ms");
      }
    } finally {
      close(slow);
    }
  }

  private static void close(List<RawConnection> connections) throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
    }
  }

  @Test
  void shouldTakeMessagesAsLongAsTheirRunSays() throws Exception {
    startSink(31);
    given()
        .contentType(BYTES)
        .body(new byte[LONGEST])
        .post("/api/messages/31")
        .then()
        .statusCode(204);
    try (RawConnection connection = connect()) {
      String length = "Content-Length: " + (LONGEST + 1);
      assertThat(connection.say(post("/api/messages/31", BYTES, length)).hearAll())
          .startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void shouldRefuseARunOfLongerMessagesThanARequestMayHave() throws Exception {
    String spec = Json.mapper().writeValueAsString(sink(32, LONGEST + 1));
    String detail =
        given()
            .contentType(JSON)
            .body(spec)
            .post("/api/runs")
            .then()
            .statusCode(400)
            .extract()
            .path("detail");
    assertThat(detail).contains("exceeds the 4194304 of a request");
  }

  private static void startSink(long sourceId) throws Exception {
    String spec = Json.mapper().writeValueAsString(sink(sourceId, LONGEST));
    String id =
        given()
            .contentType(JSON)
            .body(spec)
            .post("/api/runs")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await().until(() -> given().get("/api/runs/" + id).path("ready"));
  }

  private static EndSpec sink(long sourceId, int sizeBytes) {
    RunSpec run =
        new RunSpec(
            "http://127.0.0.1:" + RestAssured.port + "/" + sourceId,
            Pattern.STREAM,
            sizeBytes,
            0,
            Duration.ofMillis(200),
            Duration.ZERO,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    return new EndSpec(EndSpec.Role.SINK, run, sourceId, Duration.ofSeconds(50), null);
  }
}
