package io.podwire.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "64, 64",
    "64B, 64",
    "1KiB, 1024",
    "4 MiB, 4194304",
    "' 1GiB ', 1073741824",
    "999999999999999, 999999999999999"
  })
  void shouldReadWhatPeopleWrite(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "1K", "1kib", "1.5MiB", "KiB", "1 TiB", "1234567890123456", "x"})
  void shouldRefuseWhatIsNoSizeAndSayWhatIs(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ByteSize.parse(text))
        .withMessageContaining("'" + text + "' is not a size")
        .withMessageContaining("1KiB");
  }

  @Test
  void shouldRefuseSizeThatOverflows() {
    assertThatThrownBy(() -> ByteSize.parse("999999999999999GiB"))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1000, 1000",
    "1024, 1KiB",
    "1536, 1536",
    "1048576, 1MiB",
    "3221225472, 3GiB"
  })
  void shouldWriteTheLargestUnitThatDivides(long bytes, String text) {
    assertThat(ByteSize.format(bytes)).isEqualTo(text);
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }
}
