package io.podwire.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections of strangers to the relay and to the live TCP port. */
class StrangersIT extends AttackedDemoFixture {
  private static final byte[] NOTHING = {};
  private static final byte ACCEPT = 2;

  @AfterEach
  void goesOn() {
    awaitMore("tcp");
    awaitMore("shm-relay");
  }

  private static void awaitMore(String flow) {
    long before = demo.a().received(flow);
    await(flow + " goes on").atMost(PATIENCE).until(() -> demo.a().received(flow) > before + 5);
  }

  private static double refused(String reason) {
    return AttackedPod.get(demo.a().sidecar(), "/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("podwire_relay_refused_connections_total"))
        .filter(line -> line.contains("reason=\"" + reason + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void shouldBelieveNoAnnouncedLength() throws IOException {
    AttackedProgram sidecar = AttackedProgram.at(demo.a().sidecar());
    long before = sidecar.residentMib();
    try (RawConnections strangers = new RawConnections()) {
      for (int i = 0; i < 120; i++) {
        strangers.open(demo.a().relay(), RawConnections.announced(1 << 24));
      }
      await("they are refused").atMost(PATIENCE).until(() -> refused("malformed") >= 120);
      assertThat(sidecar.residentMib()).isLessThan(before + before / 2);
    }
  }

  @Test
  void shouldNotBeCrowdedBySilentAndNonsensicalConnections() throws IOException {
    AttackedProgram sidecar = AttackedProgram.at(demo.a().sidecar());
    long threads = sidecar.threads();
    try (RawConnections strangers = new RawConnections()) {
      for (int i = 0; i < 128; i++) {
        strangers.open(demo.a().relay(), NOTHING);
        strangers.open(demo.a().relay(), RawConnections.message(40));
      }
      Socket late = strangers.open(demo.a().relay(), RawConnections.hello("nobody"));
      assertThat(RawConnections.answer(late)).contains("does not know pod nobody");
      assertThat(sidecar.threads()).isLessThan(threads + 32);
      assertThat(refused("crowded-out")).isPositive();
    }
  }

  @Test
  void shouldKeepNothingOfUnknownPods() throws IOException {
    AttackedProgram sidecar = AttackedProgram.at(demo.a().sidecar());
    long before = sidecar.residentMib();
    for (int i = 0; i < 4000; i++) {
      try (RawConnections stranger = new RawConnections()) {
        Socket socket = stranger.open(demo.a().relay(), RawConnections.hello("unknown-" + i));
        assertThat(RawConnections.answer(socket)).contains("does not know pod unknown-" + i);
      }
    }
    assertThat(AttackedPod.get(demo.a().sidecar(), "/api/routes/live-unknown-1").statusCode())
        .isEqualTo(404);
    assertThat(sidecar.residentMib()).isLessThan(before + before / 2);
  }

  @Test
  void shouldNotDisplaceAConnectedPod() throws IOException {
    await("pod b is connected").atMost(PATIENCE).until(() -> demo.a().received("shm-relay") > 0);
    String before = integrity("shm-relay");
    for (int i = 0; i < 20; i++) {
      try (RawConnections stranger = new RawConnections()) {
        Socket forged = stranger.open(demo.a().relay(), RawConnections.hello("b"));
        String answer = RawConnections.answer(forged);
        assertThat(answer).contains("pod b is connected already");
        assertThat(answer.charAt(0)).isNotEqualTo((char) ACCEPT);
      }
    }
    awaitMore("shm-relay");
    assertThat(integrity("shm-relay")).isEqualTo(before);
  }

  private static String integrity(String flow) {
    JsonNode state = AttackedPod.flow(demo.a().consumer(), flow);
    assertThat(state.isMissingNode()).as(flow).isFalse();
    return state.path("integrity") + " of " + state.path("sources").size();
  }

  /** While the producer is silent, a stranger has all the time it wants to take its place. */
  @Test
  void shouldGiveTheLiveTcpPortToWhoSpeaks() throws IOException {
    awaitMore("tcp");
    try (RawConnections strangers = new RawConnections()) {
      pause(true);
      String before = integrity("tcp");
      for (int i = 0; i < 12; i++) {
        strangers.open(demo.a().liveTcp(), NOTHING);
      }
      strangers.open(demo.a().liveTcp(), RawConnections.announced(1 << 24));
      Socket speaking = strangers.open(demo.a().liveTcp(), RawConnections.message(64));
      await("the stranger is heard").atMost(PATIENCE).until(() -> !integrity("tcp").equals(before));
      assertThat(speaking.isClosed()).isFalse();
      pause(false);
      awaitMore("tcp");
    } finally {
      pause(false);
    }
  }

  private static void pause(boolean paused) {
    HttpRequest request =
        demo.a()
            .admitted(demo.a().producer(), "/api/live")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"paused\":%b}".formatted(paused)))
            .build();
    assertThat(AttackedPod.send(request).statusCode()).isEqualTo(200);
  }
}
