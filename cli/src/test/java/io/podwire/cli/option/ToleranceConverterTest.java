package io.podwire.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ToleranceConverterTest {
  @ParameterizedTest
  @CsvSource({"10%,0.1", "0%,0", "2.5%,0.025", "300 %,3"})
  void shouldReadPerCent(String text, double expected) {
    assertThat(new ToleranceConverter().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "0.1", "-1%", "%", "ten%", "10%%"})
  void shouldRefuseWhatIsNoShare(String text) {
    assertThatThrownBy(() -> new ToleranceConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("for instance 10%");
  }
}
