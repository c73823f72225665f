package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private long nowNanos = Long.MAX_VALUE - 1; // a clock that overflows
  private final Heartbeat heartbeat = new Heartbeat(() -> nowNanos, Duration.ofSeconds(30));

  private void pass(long seconds) {
    nowNanos += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void shouldAskOnlyWhenNothingElseWasSentForLong() {
    pass(4);
    assertThat(heartbeat.isDue(true)).isFalse();
    heartbeat.sent();
    pass(4);
    assertThat(heartbeat.isDue(true)).isFalse();
    pass(2);
    assertThat(heartbeat.isDue(true)).isTrue();
    assertThat(heartbeat.isDue(true)).isFalse();
  }

  @Test
  void shouldGiveUpAFarRelayThatDoesNotAnswerAndOneThatDoesNotNever() {
    for (int i = 0; i < 20; i++) {
      pass(6);
      assertThat(heartbeat.isDue(true)).isTrue();
      heartbeat.answered();
    }
    for (int i = 0; i < 6; i++) {
      pass(6);
      assertThat(heartbeat.isDue(true)).isTrue();
    }
    assertThat(heartbeat.isDue(false)).isFalse(); // it may wait for its consumer
    pass(1);
    assertThatThrownBy(() -> heartbeat.isDue(true))
        .hasMessageContaining("did not answer within 30 s");
  }

  @Test
  void shouldWaitAsLongAsItIsTold() {
    Heartbeat patient = new Heartbeat(() -> nowNanos, Duration.ofSeconds(90));
    for (int i = 0; i < 16; i++) {
      pass(6);
      assertThat(patient.isDue(true)).isTrue();
    }
    pass(1);
    assertThatThrownBy(() -> patient.isDue(true))
        .hasMessageContaining("did not answer within 90 s");
  }
}
