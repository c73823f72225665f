package io.podwire.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
  private static final Duration SHORT = Duration.ofSeconds(9);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final RestartBackoff backoff = new RestartBackoff();

  @Test
  void shouldWaitTwiceAsLongEachTimeAndGiveUpAfterTheFifthDeath() {
    for (int millis : new int[] {500, 1000, 2000, 4000}) {
      assertThat(backoff.afterLifeOf(SHORT)).hasValue(Duration.ofMillis(millis));
    }
    assertThat(backoff.afterLifeOf(SHORT)).isEmpty();
  }

  @Test
  void shouldBeginAnewAfterALongLife() {
    for (int i = 0; i < 3; i++) {
      assertThat(backoff.afterLifeOf(SHORT)).isPresent();
    }
    assertThat(backoff.afterLifeOf(LONG)).hasValue(Duration.ofMillis(500));
    assertThat(backoff.afterLifeOf(SHORT)).hasValue(Duration.ofMillis(1000));
  }
}
