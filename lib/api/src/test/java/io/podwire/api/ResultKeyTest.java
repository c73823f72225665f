package io.podwire.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultKeyTest {
  private static final Instant THEN = Instant.parse("2026-11-22T20:36:31.987Z");

  @Test
  void shouldHoldTheTimeToTheSecond() {
    assertThat(ResultKey.of(THEN)).isEqualTo("result-20261122T203631Z.json");
    assertThat(ResultKey.isOne(ResultKey.of(THEN))).isTrue();
    assertThat(ResultKey.time(ResultKey.of(THEN))).isEqualTo("20261122T203631Z");
  }

  @Test
  void shouldSortByTime() {
    assertThat(ResultKey.of(THEN.plusSeconds(3600 * 24 * 40))).isGreaterThan(ResultKey.of(THEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "result-", ".json", "result.json", "peers.json", "result-1.txt"})
  void shouldNotTakeOtherKeysForResults(String key) {
    assertThat(ResultKey.isOne(key)).isFalse();
  }
}
