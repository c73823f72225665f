package io.podwire.producer.live;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.podwire.api.FlowState;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Transports;
import io.podwire.lab.integrity.CheckDepth;
import io.podwire.lab.integrity.Content;
import io.podwire.lab.integrity.History;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.producer.PodDirectory;
import io.podwire.quarkus.PodConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ProducerLiveTest {
  @Inject PodConfig config;
  @Inject LiveFlows flows;

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp", "shm-relay"})
  void shouldSendWhatAReceiverCanCheckAndComeBackToTheNext(String name) {
    assertThat(receive(name, 5)).isEqualTo(IntegrityCounts.NONE);
    assertThat(receive(name, 3)).isEqualTo(IntegrityCounts.NONE);
    await().until(() -> flow(name).messages() >= 8);
  }

  @Test
  void shouldKeepUpTheFlowToItsChild() {
    await().atMost(Duration.ofSeconds(20)).until(() -> flow("pipe").messages() >= 5);
    assertThat(flow("pipe").integrity()).isEqualTo(IntegrityCounts.NONE);
    assertThat(flow("pipe").connected()).isTrue();
  }

  @Test
  void shouldShowAFlowWithoutAPeerAndGoOnWithTheOthers() {
    await().until(() -> flow("http").error() != null);
    assertThat(flow("http").error()).contains("nobody listens there").hasLineCount(1);
    long pipe = flow("pipe").messages();
    await().atMost(Duration.ofSeconds(20)).until(() -> flow("pipe").messages() > pipe);
  }

  @Test
  void shouldSendNothingWhilePaused() {
    await().atMost(Duration.ofSeconds(20)).until(() -> flow("pipe").messages() > 0);
    pause(true);
    try {
      long[] last = {-1};
      await() // the last message may still be on its way
          .pollInterval(Duration.ofMillis(500))
          .until(() -> last[0] == (last[0] = flow("pipe").messages()));
    } finally {
      pause(false);
    }
    long before = flow("pipe").messages();
    await().until(() -> flow("pipe").messages() > before);
  }

  @Test
  void shouldSendAgainWhenAPauseIsNotAskedForAgain() {
    given()
        .contentType("application/json")
        .body("{\"paused\": true, \"pauseFor\": \"PT0.2S\"}")
        .put("/api/live")
        .then()
        .statusCode(200);
    await().until(() -> !flows.state().paused());
    long before = flow("pipe").messages();
    await().until(() -> flow("pipe").messages() > before);
  }

  @Test
  void shouldTellItsHealthAndMetrics() {
    for (String check : new String[] {"started", "live", "ready"}) {
      when().get("/q/health/" + check).then().statusCode(200).body("status", equalTo("UP"));
    }
    when()
        .get("/q/metrics")
        .then()
        .body(containsString("podwire_live_messages_total{channel=\"shm\"}"))
        .body(containsString("podwire_live_not_sent_total{channel=\"shm\"}"))
        .body(containsString("podwire_live_connected{channel=\"pipe\"}"))
        .body(containsString("podwire_runs_total{status=\"done\"}"));
  }

  private static void pause(boolean paused) {
    given()
        .contentType("application/json")
        .body("{\"paused\": " + paused + "}")
        .put("/api/live")
        .then()
        .statusCode(200)
        .body("paused", equalTo(paused));
  }

  /** Receives some messages as a consumer started now would, and checks them. */
  private IntegrityCounts receive(String name, int count) {
    ChannelUri uri = uri(name);
    Check check = new Check();
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, ChannelOptions.DEFAULT)) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (check.messages() < count && deadline - System.nanoTime() > 0) {
        receiver.receive(check::onMessage, 1, deadline);
      }
    }
    assertThat(check.messages()).isGreaterThanOrEqualTo(count);
    return check.counts();
  }

  private ChannelUri uri(String name) {
    return switch (name) {
      case "tcp" -> config.liveTcp();
      case "shm-relay" -> config.podChannels().uri("shm", "relay-out");
      default -> config.podChannels().uri(name, "live");
    };
  }

  private FlowState flow(String name) {
    return flows.state().flows().stream()
        .filter(flow -> flow.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static final class Check {
    private @Nullable History history;

    void onMessage(MemorySegment buffer, long offset, long length) {
      History known = history;
      if (known == null) {
        Content content = new Content(Content.sourceOf(buffer, offset, length));
        long first = content.numberOf(buffer, offset, length, 0);
        known = new History(content, CheckDepth.CONTENT, length, first);
        history = known;
      }
      known.onMessage(buffer, offset, length);
    }

    long messages() {
      History known = history;
      return known == null ? 0 : known.received();
    }

    IntegrityCounts counts() {
      History known = history;
      return known == null ? IntegrityCounts.NONE : known.counts();
    }
  }
}
