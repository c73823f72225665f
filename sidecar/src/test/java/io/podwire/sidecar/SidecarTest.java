package io.podwire.sidecar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.podwire.api.PodChannels;
import io.podwire.api.RouteSpec;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.lab.Json;
import io.podwire.quarkus.PodConfig;
import io.podwire.sidecar.channels.ChannelPreparation;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OnePod.class)
class SidecarTest {
  @Inject PodConfig pod;

  @Test
  void shouldPrepareThePodsChannelsBeforeItIsStarted() throws Exception {
    given().get("/q/health/started").then().statusCode(200).body("status", is("UP"));
    PodChannels channels = pod.podChannels();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(channels.directory())))
        .isEqualTo("rwxrwx---");
    assertThat(ChannelPreparation.live(channels)).hasSize(6);
    var relayOut = channels.uri("shm", "relay-out");
    try (Receiver receiver =
        Transports.of(relayOut).openReceiver(relayOut, io.podwire.ipc.ChannelOptions.DEFAULT)) {
      assertThat(receiver.poll((b, o, l) -> {}, 1)).isZero();
    }
  }

  @Test
  void shouldTellWhoIsWhere() {
    given()
        .get("/api/topology")
        .then()
        .statusCode(200)
        .body("self.name", equalTo("t"))
        .body("self.relay", containsString("127.0.0.1:"))
        .body("peers.size()", equalTo(0))
        .body("simulated", equalTo(true));
  }

  @Test
  void shouldTellTheLiveFlowsOnceToWhoAsksOnce() {
    given()
        .get("/api/live/now")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("pods.size()", equalTo(1))
        .body("pods[0].name", equalTo("t"))
        .body("pods[0].producer", equalTo(null)); // nobody answers as producer here
  }

  @Test
  void shouldAnswerProblemsAsProblems() {
    problem(given().get("/api/runs/none"), 404, "comparison none is unknown");
    problem(given().get("/api/routes/none"), 404, "route none is unknown");
    problem(body("{").post("/api/runs"), 400, "");
    problem(body("{\"sizesBytes\":[-1]}").post("/api/runs"), 400, "sizesBytes: -1");
    problem(body("{\"speed\":1}").post("/api/runs"), 400, "speed");
    problem(body("{\"duration\":\"-PT1S\"}").post("/api/runs"), 400, "duration");
    problem(
        body("{\"duration\":\"PT5M\",\"sizesBytes\":[1,2,3,4]}").post("/api/runs"),
        400,
        "together up to PT30M");
    problem(body("{}").post("/api/routes"), 400, "");
  }

  @Test
  void shouldRefuseARouteOverAnUnknownScheme() throws Exception {
    RouteSpec spec =
        new RouteSpec(
            "r", "smoke:/x", null, false, io.podwire.ipc.WaitStrategy.BLOCK, Duration.ofSeconds(1));
    problem(
        body(Json.mapper().writeValueAsString(spec)).post("/api/routes"),
        400,
        "not allowed over HTTP");
  }

  @Test
  void shouldRouteNothingButRunsChannelsToKnownRelays() throws Exception {
    String run = pod.podChannels().uri("shm", "run-x").toString();
    String live = pod.podChannels().uri("shm", "relay-in").toString();
    refusedRoute(live, null, Duration.ofSeconds(1), "not allowed over HTTP");
    refusedRoute("uds:/run/other.sock", null, Duration.ofSeconds(1), "not allowed over HTTP");
    refusedRoute(run, "192.0.2.1:22", Duration.ofSeconds(1), "not allowed over HTTP");
    refusedRoute(run, null, Duration.ofMinutes(6), "timeout: PT6M");
  }

  private static void refusedRoute(
      String channel, @Nullable String peer, Duration timeout, String words) throws Exception {
    RouteSpec spec =
        new RouteSpec("r", channel, peer, false, io.podwire.ipc.WaitStrategy.BLOCK, timeout);
    problem(body(Json.mapper().writeValueAsString(spec)).post("/api/routes"), 400, words);
  }

  @Test
  void shouldListRunsAndRoutes() {
    given().get("/api/routes").then().statusCode(200).body("size()", equalTo(0));
    given().get("/api/runs").then().statusCode(200);
  }

  @Test
  void shouldGoOnWithTheComparisonWhenCellsFailAndRefuseASecondMeanwhile() {
    problem(given().get("/api/cells"), 404, "no result yet");
    // nobody answers as producer or consumer here: every cell fails, with the reason
    String spec = "{\"mechanisms\":[\"shm\",\"uds\"],\"duration\":\"PT0.1S\"}";
    String id = body(spec).post("/api/runs").then().statusCode(202).extract().path("id");
    int second = body(spec).post("/api/runs").statusCode();
    assertThat(second).isIn(202, 409);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/api/runs/" + id).then().body("status", equalTo("done")));
    given()
        .get("/api/cells")
        .then()
        .statusCode(200)
        .body("schema", equalTo("podwire.result/1"))
        .body("cells.size()", equalTo(6))
        .body("cells[0].status", equalTo("failed"))
        .body("cells[0].reason", containsString("does not answer"))
        .body("environment.simulated.size()", equalTo(2));
  }

  @Test
  void shouldServeThePageAndTheMetrics() {
    given().get("/").then().statusCode(200).body(containsString("Podwire"));
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("podwire_relay_messages_total"))
        .body(containsString("podwire_relay_bytes_total"))
        .body(containsString("podwire_relay_credit_available_bytes"))
        .body(containsString("podwire_relay_refused_connections_total{reason=\"unknown-pod\""))
        .body(containsString("podwire_peers_reachable"));
  }

  private static io.restassured.specification.RequestSpecification body(String json) {
    return given().contentType("application/json").body(json);
  }

  private static void problem(io.restassured.response.Response response, int status, String words) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("detail", containsString(words));
  }
}
