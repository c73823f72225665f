package io.podwire.producer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.lab.Json;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.PipedSinkProcess;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import io.podwire.quarkus.PodConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ProducerRunsTest {
  @Inject PodConfig config;
  @Inject ProducerConfig producer;

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
    try (MessagesServer server = new MessagesServer(sink, port())) {
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
  void shouldUseTheChildOfAPipeAgainAndEndItForLongMessages() throws Exception {
    over(start("pipe:", Pattern.STREAM));
    ProcessHandle child = sinks().getFirst();
    RunState again = over(start("pipe:", Pattern.ROUND_TRIP));
    assertThat(again.error()).isNull();
    assertThat(sinks()).containsExactly(child);

    String channel = config.podChannels().uri("uds", "run-long").toString();
    try (RunEnd sink = RunEnd.open(longMessages(EndSpec.Role.SINK, channel))) {
      String id = start(longMessages(EndSpec.Role.SOURCE, channel));
      sink.run();
      assertThat(over(id).error()).isNull();
    }
    await().until(() -> !child.isAlive());
  }

  @Test
  void shouldStartAndWarmAnotherChildWhenTheKeptOneDied() throws Exception {
    over(start("pipe:", Pattern.STREAM));
    ProcessHandle child = sinks().getFirst();
    child.destroyForcibly();
    await().until(() -> !child.isAlive());
    long begin = System.nanoTime();
    RunState again = over(start("pipe:", Pattern.STREAM));
    assertThat(again.error()).isNull();
    assertThat(sinks()).hasSize(1).doesNotContain(child);
    assertThat(System.nanoTime() - begin).as("its warm-up").isGreaterThan(1_000_000_000);
  }

  private static EndSpec longMessages(EndSpec.Role role, String channel) {
    return Specs.end(role, channel, Pattern.STREAM, 65536);
  }

  private static List<ProcessHandle> sinks() {
    return ProcessHandle.current().children().filter(ProducerRunsTest::isSink).toList();
  }

  /** By the kernel's own words: {@link ProcessHandle.Info} leaves long command lines out. */
  private static boolean isSink(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .contains(PipedSinkProcess.class.getName());
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void shouldSayThatNobodyListens() throws Exception {
    RunState failed = over(start(producer.consumer().url(), Pattern.STREAM));
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed.error()).contains("nobody listens there");
  }

  @Test
  void shouldRefuseAnAddressThatIsNoConsumer() throws Exception {
    var refused = post("http://127.0.0.1:8082/somewhere", Pattern.STREAM);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.path("detail").toString()).contains("http://host:port");
  }

  private int port() {
    return java.net.URI.create(producer.consumer().url()).getPort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9",
        "tcp://127.0.0.1:22",
        "tcp://192.0.2.1:17400",
        "tcp://127.0.0.1:17400?buffer=1MiB",
        "uds:/run/docker.sock",
        "shm:/dev/shm/other",
        "mq:/orders",
        "pipe:?capacity=1MiB"
      })
  void shouldReachNothingButRunsChannelsAndKnownPods(String channel) throws Exception {
    var refused = post(channel, Pattern.STREAM);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.path("detail").toString()).hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "relay-in", "relay-out"})
  void shouldNotTakeALiveChannelForARun(String name) throws Exception {
    for (String scheme : List.of("shm", "fifo", "mq", "sysv", "uds")) {
      String channel = config.podChannels().uri(scheme, name).toString();
      assertThat(post(channel, Pattern.STREAM).statusCode()).as(channel).isEqualTo(400);
    }
  }

  private static EndReport report(RunState state) {
    return Objects.requireNonNull(state.report());
  }

  private static String start(String channel, Pattern pattern) throws Exception {
    return start(Specs.end(EndSpec.Role.SOURCE, channel, pattern));
  }

  private static String start(EndSpec spec) throws Exception {
    var accepted = post(spec);
    assertThat(accepted.statusCode()).isEqualTo(202);
    return accepted.path("id");
  }

  private static io.restassured.response.Response post(String channel, Pattern pattern)
      throws Exception {
    return post(Specs.end(EndSpec.Role.SOURCE, channel, pattern));
  }

  private static io.restassured.response.Response post(EndSpec spec) throws Exception {
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
