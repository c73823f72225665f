package io.podwire.consumer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.Json;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.quarkus.PodConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ConsumerRunsTest {
  @Inject PodConfig config;

  @ParameterizedTest
  @EnumSource(
      value = Pattern.class,
      names = {"ROUND_TRIP", "STREAM"})
  void shouldReceiveEverythingThatASourceSends(Pattern pattern) throws Exception {
    PodChannels channels = config.podChannels();
    RunSpec run = run(channels.uri("shm", "run-" + pattern.text()).toString(), pattern);
    String id = start(spec(EndSpec.Role.SINK, run)).id();
    EndReport sent;
    try (RunEnd source = RunEnd.open(spec(EndSpec.Role.SOURCE, run))) {
      sent = source.run();
    }
    await().until(() -> state(id).status() != RunStatus.RUNNING);
    RunState done = state(id);
    assertThat(done.error()).isNull();
    EndReport received = Objects.requireNonNull(done.report());
    assertThat(received.messages()).isEqualTo(sent.sent()).isPositive();
    assertThat(received.integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldRefuseASecondRunOnAChannelAndCancelTheFirst() throws Exception {
    String channel = config.podChannels().uri("shm", "run-busy").toString();
    RunState first = start(spec(EndSpec.Role.SINK, run(channel, Pattern.STREAM)));
    String body =
        Json.mapper().writeValueAsString(spec(EndSpec.Role.SINK, run(channel, Pattern.STREAM)));
    var refused = given().contentType("application/json").body(body).post("/api/runs");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.path("detail").toString()).contains(first.id());

    given().delete("/api/runs/" + first.id()).then().statusCode(204);
    await().until(() -> state(first.id()).status() == RunStatus.FAILED);
    assertThat(state(first.id()).error()).isEqualTo("the run was cancelled");
  }

  @Test
  void shouldSayInOneLineWhyARunFailed() throws Exception {
    ChannelUri uri = config.podChannels().uri("uds", "run-file");
    Files.writeString(Path.of(uri.address()), "not a socket");
    RunSpec run = run(uri.toString(), Pattern.STREAM);
    String id = start(spec(EndSpec.Role.SINK, run)).id();
    await().until(() -> state(id).status() == RunStatus.FAILED);
    assertThat(state(id).error()).contains("expected a socket").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tcp://127.0.0.1:8080",
        "tcp://0.0.0.0:17400",
        "tcp://127.0.0.1:19400",
        "uds:/tmp/run-x.sock",
        "fifo:relative",
        "shm:/dev/shm/run-x.ring",
        "mq:/run-x"
      })
  void shouldBindNothingButRunsChannelsOfThisPod(String channel) throws Exception {
    String body =
        Json.mapper().writeValueAsString(spec(EndSpec.Role.SINK, run(channel, Pattern.STREAM)));
    var refused = given().contentType("application/json").body(body).post("/api/runs");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.path("detail").toString()).contains("not allowed").hasLineCount(1);
  }

  private static RunSpec run(String channel, Pattern pattern) {
    return new RunSpec(
        channel,
        pattern,
        64,
        0,
        Duration.ofMillis(200),
        Duration.ofMillis(50),
        WaitStrategy.BLOCK,
        VerifyLevel.FULL);
  }

  private static EndSpec spec(EndSpec.Role role, RunSpec run) {
    return new EndSpec(role, run, 77, Duration.ofSeconds(20), null);
  }

  private static RunState start(EndSpec spec) throws Exception {
    String body = Json.mapper().writeValueAsString(spec);
    String answer =
        given()
            .contentType("application/json")
            .body(body)
            .post("/api/runs")
            .then()
            .statusCode(202)
            .extract()
            .asString();
    return Json.mapper().readValue(answer, RunState.class);
  }

  private static RunState state(String id) throws Exception {
    return Json.mapper().readValue(given().get("/api/runs/" + id).asString(), RunState.class);
  }
}
