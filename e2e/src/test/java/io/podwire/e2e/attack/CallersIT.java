package io.podwire.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.podwire.api.RouteSpec;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.Json;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers of the API that ask for too much, and files that change under open channels. */
class CallersIT extends AttackedDemoFixture {
  @TempDir private Path foreign;

  @Test
  void shouldOpenNoAddressOutsideOfThePodsRuns() throws Exception {
    Path own = demo.a().directory();
    Files.createSymbolicLink(own.resolve("out"), foreign);
    try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      stranger.setSoTimeout(1);
      List<String> addresses =
          List.of(
              "shm:" + foreign.resolve("run-a-1.ring"),
              "shm:" + own.resolve("out/run-a-1.ring"),
              "shm:" + own.resolve("../run-a-1.ring"),
              "shm:" + own.resolve("live.ring"),
              "fifo:" + foreign.resolve("run-a-1.fifo"),
              "uds:" + foreign.resolve("run-a-1.sock"),
              "sysv:" + foreign.resolve("run-a-1.key"),
              "mq:/somebody",
              "mq:/run-a-1?locks=" + foreign,
              "tcp://127.0.0.1:" + stranger.getLocalPort(),
              "http://127.0.0.1:" + stranger.getLocalPort(),
              "tcp://192.0.2.1:17400");
      for (String address : addresses) {
        assertRefused(start(demo.a().producer(), EndSpec.Role.SOURCE, address), address);
        if (!address.contains("tcp://127") && !address.startsWith("http:")) {
          assertRefused(start(demo.a().consumer(), EndSpec.Role.SINK, address), address);
        }
        assertRefused(
            demo.a().post(demo.a().sidecar(), "/api/routes", routeSpec(1, address, null)), address);
      }
      assertThat(foreign).isEmptyDirectory();
    } finally {
      Files.delete(own.resolve("out"));
    }
  }

  /** A run of seven seconds that waits 50 for its peer, as JSON. */
  private static String run(EndSpec.Role role, String channel) {
    return json(
        new EndSpec(
            role,
            new RunSpec(
                channel,
                Pattern.STREAM,
                64,
                0,
                Duration.ofSeconds(7),
                Duration.ZERO,
                WaitStrategy.BLOCK,
                VerifyLevel.FULL),
            1,
            Duration.ofSeconds(50),
            null));
  }

  /** A route between a channel and a far relay, or one that ends here, as JSON. */
  private static String routeSpec(long number, String channel, @Nullable String peer) {
    return json(
        new RouteSpec(
            "run-attack-" + number,
            channel,
            peer,
            false,
            WaitStrategy.BLOCK,
            Duration.ofSeconds(2)));
  }

  private static String json(Object spec) {
    try {
      return Json.mapper().writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> start(int port, EndSpec.Role role, String channel) {
    return demo.a().post(port, "/api/runs", run(role, channel));
  }

  private static void assertRefused(HttpResponse<String> answer, String what) {
    assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isEqualTo(400);
    assertThat(answer.body()).as(what).contains(" is not allowed over HTTP; ");
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(what)
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @Test
  void shouldRemoveNothingThatARouteDidNotMake() throws Exception {
    Path own = demo.a().directory();
    Path socket = own.resolve("run-foreign.sock");
    Path text = own.resolve("run-foreign.key");
    Files.writeString(text, "not Podwire's");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      List<String> before = AttackedDemo.names(own);
      assertThat(route(1, "uds:" + socket, null)).isEqualTo(202);
      assertThat(route(2, "uds:" + socket, "127.0.0.1:" + demo.a().relay())).isEqualTo(202);
      assertThat(route(3, "sysv:" + text, "127.0.0.1:" + demo.a().relay())).isEqualTo(202);
      for (String live : List.of("uds:%s.sock", "fifo:%s.fifo", "sysv:%s.key")) {
        assertThat(route(4, live.formatted(own.resolve("live")), null)).isEqualTo(400);
      }
      awaitOver(start(demo.a().consumer(), EndSpec.Role.SINK, "uds:" + socket));
      awaitOver(start(demo.a().consumer(), EndSpec.Role.SINK, "sysv:" + text));
      assertThat(AttackedDemo.names(own)).containsAll(before);
      assertThat(Files.readString(text)).isEqualTo("not Podwire's");
    } finally {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT100000H", "P106752D", "PT-1S", "PT0S"})
  void shouldRefuseARunWithoutBounds(String duration) {
    String run = run(EndSpec.Role.SOURCE, "uds:" + demo.a().directory().resolve("run-bounds.sock"));
    for (String time : List.of("PT7S", "PT50S")) {
      assertThat(run).contains(time);
      HttpResponse<String> answer =
          demo.a().post(demo.a().producer(), "/api/runs", run.replace(time, duration));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).containsAnyOf("not allowed", "not positive");
    }
    HttpResponse<String> comparison =
        demo.a().post(demo.a().sidecar(), "/api/runs", "{\"duration\":\"%s\"}".formatted(duration));
    assertThat(comparison.statusCode()).as(comparison.body()).isEqualTo(400);
  }

  @Test
  void shouldEndARunThatWaitsForItsPeerWhenItIsCancelled() throws Exception {
    Path own = demo.a().directory();
    List<String> before = AttackedDemo.names(own);
    for (String name : List.of("shm:%s.ring", "fifo:%s.fifo", "uds:%s.sock", "sysv:%s.key")) {
      String channel = name.formatted(own.resolve("run-a-alone"));
      for (EndSpec.Role role : EndSpec.Role.values()) {
        boolean sends = role == EndSpec.Role.SOURCE;
        int port = sends ? demo.a().producer() : demo.a().consumer();
        HttpResponse<String> started = start(port, role, channel);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String id = Json.mapper().readTree(started.body()).path("id").asText();
        assertThat(AttackedPod.get(port, "/api/runs").body()).contains(id);
        assertThat(demo.a().delete(port, "/api/runs/" + id).statusCode() / 100).isEqualTo(2);
        await(channel + " as a " + role)
            .atMost(PATIENCE)
            .until(() -> !state(port, id).path("status").asText().equals("running"));
      }
    }
    await("what the runs made is gone")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(AttackedDemo.names(own)).isEqualTo(before));
  }

  /** Asks for a route and ends it; returns the status of the first answer. */
  private static int route(long number, String channel, @Nullable String peer) {
    HttpResponse<String> asked =
        demo.a().post(demo.a().sidecar(), "/api/routes", routeSpec(number, channel, peer));
    demo.a().delete(demo.a().sidecar(), "/api/routes/run-attack-" + number);
    return asked.statusCode();
  }

  private static void awaitOver(HttpResponse<String> started) throws Exception {
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String id = Json.mapper().readTree(started.body()).path("id").asText();
    await("the run is over")
        .atMost(PATIENCE)
        .until(() -> !state(demo.a().consumer(), id).path("status").asText().equals("running"));
  }

  private static JsonNode state(int port, String id) throws Exception {
    return Json.mapper().readTree(AttackedPod.get(port, "/api/runs/" + id).body());
  }

  /** The other flows go on, and the flow itself heals without a restart of any program. */
  @ParameterizedTest
  @CsvSource({
    "live.ring/data, shm",
    "live.ring/cursor, shm",
    "relay-in.ring/data, shm-relay",
    "relay-in.ring/cursor, shm-relay"
  })
  void shouldHealAFlowWhoseFileIsTruncatedWhileTheOthersGoOn(String file, String own)
      throws Exception {
    try (RandomAccessFile live =
        new RandomAccessFile(demo.a().directory().resolve(file).toFile(), "rw")) {
      live.setLength(0);
    }
    for (String flow : List.of("fifo", "mq", "sysv", "uds", "tcp", "http", own)) {
      long before = demo.a().received(flow);
      await(flow + " goes on after " + file)
          .atMost(PATIENCE)
          .until(() -> demo.a().received(flow) > before);
    }
  }
}
