package io.podwire.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 8, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x061c, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066,
        0x2069
      })
  void shouldShowWhatATerminalWouldObey(int c) {
    String found = "a" + (char) c + "b";
    assertThat(PlainText.of(found)).isEqualTo("a\\u%04xb".formatted(c));
    assertThat(new ChannelException(ChannelException.Kind.FAILED, found).getMessage())
        .isEqualTo(PlainText.of(found));
  }

  @Test
  void shouldLeaveWordsOfAllLanguagesAlone() {
    String words = "größer, 长城, עברית, 😀\tand a tab";
    assertThat(PlainText.of(words)).isSameAs(words);
    assertThat(PlainText.lines("one\ntwo")).isEqualTo("one\ntwo");
    assertThat(PlainText.lines("one\r\ntwo")).isEqualTo("one\\u000d\ntwo");
  }

  @Test
  void shouldRefuseAnAddressWithControlCharacters() {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(() -> ChannelUri.parse("shm:/dev/shm/\u001b[2J"))
        .withMessageContaining("'shm:/dev/shm/\\u001b[2J' is not a channel");
  }
}
