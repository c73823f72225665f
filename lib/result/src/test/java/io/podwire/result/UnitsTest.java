package io.podwire.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0ns",
    "7, 7.00ns",
    "64, 64.0ns",
    "999, 999ns",
    "999.6, 1.00us",
    "1234, 1.23us",
    "99960, 100us",
    "1234567, 1.23ms",
    "12345678901, 12.3s",
    "4e12, 4000s"
  })
  void shouldWriteTimesWithThreeDigitsAndAUnit(double nanos, String expected) {
    assertThat(Units.nanos(nanos)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "2.5, 2.50", "456, 456", "12345, 12.3k", "1234567, 1.23M", "192e6, 192M"})
  void shouldWriteQuantitiesWithThreeDigits(double value, String expected) {
    assertThat(Units.quantity(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9999, 9999", "10000, 10.0k"})
  void shouldWriteSmallCountsExactly(long count, String expected) {
    assertThat(Units.count(count)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, x1",
    "1.04, x1",
    "1.06, x1.1",
    "3.44, x3.4",
    "34.4, x34",
    "1200, x1.20k",
    "0.5, x0.5"
  })
  void shouldWriteRatios(double ratio, String expected) {
    assertThat(Units.ratio(ratio)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0.123, +12.3%", "-0.05, -5.0%", "0, +0.0%"})
  void shouldWriteChangesWithTheirSign(double fraction, String expected) {
    assertThat(Units.change(fraction)).isEqualTo(expected);
  }
}
