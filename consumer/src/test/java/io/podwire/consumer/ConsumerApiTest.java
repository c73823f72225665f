package io.podwire.consumer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ConsumerApiTest {
  private static final String RUN =
      """
      {"role": "%s", "sourceId": 5, "timeout": "PT5S",
       "run": {"channel": "%s", "pattern": "stream", "sizeBytes": %d, "messagesPerSecond": 0,
               "duration": "PT1S", "warmup": "PT0S", "waitStrategy": "BLOCK", "verify": "full"}}
      """;

  @Test
  void shouldBeStartedLiveAndReady() {
    for (String check : new String[] {"started", "live", "ready"}) {
      when().get("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
    }
  }

  @Test
  void shouldTellOfEachLiveFlow() {
    when()
        .get("/api/live")
        .then()
        .statusCode(200)
        .body(
            "flows.name", hasItems("shm", "fifo", "mq", "sysv", "uds", "tcp", "http", "shm-relay"));
  }

  @Test
  void shouldCountInMetrics() {
    when()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("podwire_live_messages_total{channel=\"shm\"}"))
        .body(containsString("podwire_live_lost_total{channel=\"mq\"}"))
        .body(containsString("podwire_ledger_processed_messages{channel=\"http\"}"))
        .body(containsString("podwire_runs_active"));
  }

  @Test
  void shouldAnswerAnUnknownPathWithAProblem() {
    problem(when().get("/nope").then(), 404, "/nope");
  }

  @Test
  void shouldAnswerAnUnknownRunWithAProblem() {
    problem(when().get("/api/runs/x").then(), 404, "run x is unknown");
    problem(when().delete("/api/runs/x").then(), 404, "run x is unknown");
  }

  @Test
  void shouldNameWhatIsWrongInABody() {
    problem(post("{"), 400, "line 1");
    problem(post("[]"), 400, "EndSpec");
    problem(post(""), 400, "the body is empty");
    problem(post("{\"role\": \"SINK\"}"), 400, "Missing required creator property 'run'");
    String surprise = run("SINK", "shm:/x", 1).replaceFirst("\\{", "{\"surprise\": 1, ");
    problem(post(surprise), 400, "surprise");
    problem(post(run("CAPTAIN", "shm:/x", 1)), 400, "CAPTAIN");
    problem(post(run("SINK", "shm:/x", -1)), 400, "size -1 is negative; give 0 or more bytes");
    problem(post(run("SOURCE", "shm:/x", 1)), 400, "this program is the SINK");
    problem(
        post(run("SINK", "foo:/x", 1)),
        400,
        "channel: 'foo:/x' is not allowed over HTTP; write shm:");
    problem(post(run("SINK", "pipe:", 1)), 400, "only a child inherits it");
  }

  @Test
  void shouldRefuseMethodsAndTypesWithAProblem() {
    problem(given().body("x").contentType("text/plain").post("/api/runs").then(), 415, "");
    problem(when().patch("/api/runs/x").then(), 405, "");
  }

  @Test
  void shouldRefuseTheBeginOfARunThatIsNotThere() {
    problem(
        given()
            .contentType("application/octet-stream")
            .body(ControlBytes.begin(123))
            .post("/api/messages/123")
            .then(),
        404,
        "no run receives from source 123");
  }

  @Test
  void shouldPauseAndResume() {
    given()
        .contentType("application/json")
        .body("{\"paused\": true}")
        .put("/api/live")
        .then()
        .statusCode(200)
        .body("paused", equalTo(true));
    given()
        .contentType("application/json")
        .body("{\"paused\": false, \"flows\": []}")
        .put("/api/live")
        .then()
        .statusCode(200)
        .body("paused", equalTo(false));
  }

  private static String run(String role, String channel, int sizeBytes) {
    return RUN.formatted(role, channel, sizeBytes);
  }

  private static ValidatableResponse post(String body) {
    return given().contentType("application/json").body(body).post("/api/runs").then();
  }

  private static void problem(ValidatableResponse response, int status, String detail) {
    response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", equalTo("about:blank"))
        .body("detail", containsString(detail));
  }
}
