package io.podwire.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.quarkus.live.Pause;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PauseTest {
  private final Pause pause = new Pause();

  @Test
  void shouldEndByItselfWhereNobodyEndsIt() {
    pause.set(true, Duration.ofMinutes(1));
    assertThat(pause.isPaused()).isTrue();
    pause.set(true, Duration.ofMillis(50));
    Awaitility.await().until(() -> !pause.isPaused());
  }

  @Test
  void shouldEndWhenAsked() {
    assertThat(pause.isPaused()).isFalse();
    pause.set(true, null);
    assertThat(pause.isPaused()).isTrue();
    pause.set(false, null);
    assertThat(pause.isPaused()).isFalse();
  }

  @Test
  void shouldRefuseOneThatIsTooLongOrNone() {
    assertThatThrownBy(() -> pause.set(true, Duration.ofHours(2))).hasMessageContaining("PT1H");
    assertThatThrownBy(() -> pause.set(true, Duration.ZERO)).hasMessageContaining("PT0S");
    assertThat(pause.isPaused()).isFalse();
  }
}
