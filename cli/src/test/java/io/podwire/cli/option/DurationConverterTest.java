package io.podwire.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {
  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "5s,PT5S",
    "2m,PT2M",
    "1h,PT1H",
    "0s,PT0S",
    "250us,PT0.00025S",
    "0500ms,PT0.5S"
  })
  void shouldReadUnits(String text, Duration expected) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "5S", "1.5s", "5sec", "99999999999s", "PT5S", "5s6"})
  void shouldRefuseWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> new DurationConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not a duration; write for instance 500ms, 5s or 2m");
  }

  @Test
  void shouldRefuseZeroWhereItMakesNoSense() {
    assertThatThrownBy(() -> new DurationConverter.Positive().convert("0m"))
        .hasMessageContaining("is not positive");
  }
}
