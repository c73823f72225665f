package io.podwire.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies and connections that would take all memory or all places of a program over HTTP. */
class BodiesIT extends AttackedDemoFixture {
  private static final int AT_ONCE = 14;
  private static final String LARGE = "x".repeat(4_900_000);
  private static final List<String> RECEIVED =
      List.of("shm", "fifo", "mq", "sysv", "uds", "tcp", "http", "shm-relay");

  private List<Long> before = List.of();

  /** The three programs of a pod. */
  enum Target {
    SIDECAR,
    PRODUCER,
    CONSUMER;

    int port() {
      return switch (this) {
        case SIDECAR -> demo.a().sidecar();
        case PRODUCER -> demo.a().producer();
        case CONSUMER -> demo.a().consumer();
      };
    }
  }

  @BeforeEach
  void count() {
    before = demo.programs();
  }

  /** With the token, since who has none is refused for that alone. */
  private static String post(String path, String field) {
    return RawHttp.post(path, "Authorization: " + demo.a().authorization() + "\r\n" + field);
  }

  private void assertNoneDied() {
    assertThat(demo.programs()).as("no program had to be started again").isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseLargeBodiesThatComeTogether(Target target) throws Exception {
    for (String path : List.of("/api/runs", "/api/messages/9", "/api/live", "/")) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, AT_ONCE)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> postLarge(target, path), Thread::startVirtualThread))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isIn(0, 413));
    }
    assertThat(AttackedPod.get(target.port(), "/api/runs").statusCode()).isEqualTo(200);
    assertNoneDied();
  }

  /** The status of the answer, or 0 if the connection was closed before it could be read. */
  private static int postLarge(Target target, String path) {
    try {
      return AttackedPod.send(
              demo.a().admitted(target.port(), path).POST(BodyPublishers.ofString(LARGE)).build())
          .statusCode();
    } catch (java.io.UncheckedIOException closed) {
      return 0;
    }
  }

  @Test
  void shouldServeOthersDuringSlowBodies() throws Exception {
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (Target target : Target.values()) {
        for (int i = 0; i < AT_ONCE; i++) {
          slow.add(new RawHttp(target.port()).say(post("/api/runs", "Content-Length: 60000")));
        }
      }
      for (RawHttp stranger : slow) {
        stranger.say("{");
      }
      for (Target target : Target.values()) {
        assertThat(demo.a().post(target.port(), "/api/runs", "{").statusCode()).isEqualTo(400);
        assertThat(AttackedPod.isHealthy(target.port())).isTrue();
      }
      assertThat(slow).extracting(RawHttp::status).containsOnly("HTTP/1.1 408 Request Timeout");
    } finally {
      slow.forEach(RawHttp::close);
    }
    assertNoneDied();
  }

  @ParameterizedTest
  @EnumSource
  void shouldCutEndlessBodiesOff(Target target) throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    List<RawHttp> endless = new ArrayList<>();
    try {
      for (int i = 0; i < AT_ONCE; i++) {
        endless.add(new RawHttp(target.port()));
      }
      List<CompletableFuture<Boolean>> cut = new ArrayList<>();
      for (RawHttp stranger : endless) {
        stranger.say(post("/api/runs", "Transfer-Encoding: chunked"));
        cut.add(
            CompletableFuture.supplyAsync(
                () -> stranger.sayOnAndOn(chunk, Integer.MAX_VALUE), Thread::startVirtualThread));
      }
      assertThat(cut).allSatisfy(ended -> assertThat(ended.join()).isTrue());
    } finally {
      endless.forEach(RawHttp::close);
    }
    assertNoneDied();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/live, localhost",
    "GET /api/topology, localhost",
    "GET /q/metrics, localhost",
    "GET /, evil.example",
    "DELETE /api/runs/x, localhost"
  })
  void shouldCloseAConnectionThatAsksOnAndOn(String line, String host) throws Exception {
    String request = "%s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(line, host);
    try (RawHttp stranger = new RawHttp(Target.SIDECAR.port())) {
      assertThat(stranger.sayOnAndOn(request.repeat(100), 100_000)).isTrue();
    }
    assertNoneDied();
  }

  @Test
  void shouldServeBesideAThousandConnectionsThatSayLittle() throws Exception {
    List<RawHttp> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1000; i++) {
        idle.add(new RawHttp(Target.CONSUMER.port()).say("GET / HT"));
      }
      assertThat(AttackedPod.isHealthy(Target.CONSUMER.port())).isTrue();
      assertThat(idle).extracting(RawHttp::status).containsOnly("");
    } finally {
      idle.forEach(RawHttp::close);
    }
    assertNoneDied();
  }

  @Test
  void shouldStartAKilledProgramAgainAndHealItsFlows() throws IOException {
    for (Target program : List.of(Target.CONSUMER, Target.PRODUCER, Target.SIDECAR)) {
      AttackedProgram.at(program.port()).kill();
      await(program + " is started again")
          .atMost(PATIENCE)
          .until(() -> !demo.programs().equals(before));
      await("all flows after the end of the " + program).atMost(PATIENCE).until(this::allFlow);
    }
  }

  private boolean allFlow() {
    return demo.a().isHealthy()
        && RECEIVED.stream().allMatch(flow -> isConnected(Target.CONSUMER, flow))
        && Stream.concat(RECEIVED.stream(), Stream.of("pipe"))
            .allMatch(flow -> isConnected(Target.PRODUCER, flow));
  }

  private static boolean isConnected(Target target, String flow) {
    return AttackedPod.flow(target.port(), flow).path("connected").asBoolean();
  }
}
