package io.podwire.producer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.lab.api.RunState;
import io.podwire.lab.api.RunStatus;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.report.Json;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.web.PodConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ProducerRunsTest {
  @Inject PodConfig config;

  @ParameterizedTest
  @EnumSource(
      value = Pattern.class,
      names = {"ROUND_TRIP", "STREAM"})
  void shouldSendOverAChannel(Pattern pattern) throws Exception {
    String channel = config.podChannels().uri("uds", "run-" + pattern.text()).toString();
    try (RunEnd sink = RunEnd.open(Specs.end(EndSpec.Role.SINK, channel, pattern))) {
      String id = start(channel, pattern);
      EndReport received = sink.run();
      RunState done = over(id);
      assertThat(done.error()).isNull();
      assertThat(received.messages()).isEqualTo(report(done).sent()).isPositive();
      assertThat(received.integrity()).isEqualTo(IntegrityCounts.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pattern.class,
      names = {"ROUND_TRIP", "STREAM"})
  void shouldSendOverHttp(Pattern pattern) throws Exception {
    EndSpec sink = Specs.end(EndSpec.Role.SINK, "http://127.0.0.1:1", pattern);
    try (MessagesServer server = new MessagesServer(sink)) {
      RunState done = over(start(server.url(), pattern));
      assertThat(done.error()).isNull();
      EndReport received = Objects.requireNonNull(server.report());
      assertThat(received.messages()).isEqualTo(report(done).sent()).isPositive();
      assertThat(received.integrity()).isEqualTo(IntegrityCounts.NONE);
      assertThat(report(done).histogram() != null).isEqualTo(pattern == Pattern.ROUND_TRIP);
      assertThat(report(done).cpuNanos()).isPositive();
      assertThat(report(done).contextSwitches()).as("counted for a thread alone").isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Pattern.class,
      names = {"ROUND_TRIP", "STREAM"})
  void shouldSendOverAPipeToAChildAndReportForBoth(Pattern pattern) throws Exception {
    RunState done = over(start("pipe:", pattern));
    assertThat(done.error()).isNull();
    EndReport received = Objects.requireNonNull(done.childReport());
    assertThat(received.messages()).isEqualTo(report(done).sent()).isPositive();
    assertThat(received.integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  @Test
  void shouldSayThatNobodyListens() throws Exception {
    RunState failed = over(start("http://127.0.0.1:9", Pattern.STREAM));
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.error()).contains("nobody listens there");
  }

  @Test
  void shouldRefuseAnAddressThatIsNoConsumer() throws Exception {
    var refused = post("http://127.0.0.1:8082/somewhere", Pattern.STREAM);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.path("detail").toString()).contains("http://host:port");
  }

  private static EndReport report(RunState state) {
    return Objects.requireNonNull(state.report());
  }

  private static String start(String channel, Pattern pattern) throws Exception {
    var accepted = post(channel, pattern);
    assertThat(accepted.statusCode()).isEqualTo(202);
    return accepted.path("id");
  }

  private static io.restassured.response.Response post(String channel, Pattern pattern)
      throws Exception {
    EndSpec spec = Specs.end(EndSpec.Role.SOURCE, channel, pattern);
    return given()
        .contentType("application/json")
        .body(Json.mapper().writeValueAsString(spec))
        .post("/api/runs");
  }

  private static RunState over(String id) throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> state(id).status() != RunStatus.RUNNING);
    return state(id);
  }

  private static RunState state(String id) throws Exception {
    return Json.mapper().readValue(given().get("/api/runs/" + id).asString(), RunState.class);
  }
}
