package io.podwire.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"PT30S,30 s", "PT2M,120 s", "PT0.5S,500 ms", "PT1.5S,1500 ms", "PT0.00002S,20 us"})
  void shouldShowADurationExactly(Duration duration, String text) {
    assertThat(DurationText.of(duration)).isEqualTo(text);
  }
}
