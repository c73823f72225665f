package io.podwire.consumer.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.api.FlowState;
import io.podwire.consumer.PodDirectory;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.quarkus.PodConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PodDirectory.class)
class ConsumerLiveTest {
  private static final ChannelOptions PATIENT =
      ChannelOptions.DEFAULT.withTimeout(Duration.ofSeconds(20));

  @Inject PodConfig config;
  @Inject LiveFlows flows;

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp", "shm-relay"})
  void shouldReceiveAFlowAndGoOnWithTheNextProducer(String name) {
    long before = flow(name).messages();
    send(name, 1000, 20);
    await().until(() -> flow(name).messages() == before + 20);
    assertThat(flow(name).integrity()).isEqualTo(IntegrityCounts.NONE);
    send(name, 2000, 10); // a producer started again is another source
    await().until(() -> flow(name).messages() == before + 30);
    assertThat(flow(name).integrity()).isEqualTo(IntegrityCounts.NONE);
    assertThat(flow(name).redelivered()).isZero();
  }

  @Test
  void shouldReceiveMessagesOverHttp() {
    for (long n = 0; n < 3; n++) {
      given()
          .contentType("application/octet-stream")
          .body(LiveMessages.message(31, n).toArray(ValueLayout.JAVA_BYTE))
          .post("/api/messages/31")
          .then()
          .statusCode(204);
    }
    FlowState http = flow("http");
    assertThat(http.messages()).isEqualTo(3);
    assertThat(http.connected()).isTrue();
    assertThat(http.integrity()).isEqualTo(IntegrityCounts.NONE);
  }

  private void send(String name, long source, int count) {
    ChannelUri uri = uri(name);
    try (Sender sender = Transports.of(uri).openSender(uri, PATIENT)) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      for (long n = 0; n < count; n++) {
        assertThat(
                sender.send(LiveMessages.message(source, n), 0, LiveMessages.SIZE_BYTES, deadline))
            .isTrue();
      }
      assertThat(sender.flush(deadline)).isTrue();
      await().until(sender::isDrained);
    }
  }

  private ChannelUri uri(String name) {
    return switch (name) {
      case "tcp" -> config.liveTcp();
      case "shm-relay" -> config.podChannels().uri("shm", "relay-in");
      default -> config.podChannels().uri(name, "live");
    };
  }

  private FlowState flow(String name) {
    return flows.state().flows().stream()
        .filter(flow -> flow.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
