package io.podwire.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
  @Test
  void shouldBeRandom() {
    AccessToken token = AccessToken.random();
    assertThat(token.text()).hasSize(43).matches("[A-Za-z0-9_-]+");
    assertThat(token.text()).isNotEqualTo(AccessToken.random().text());
    assertThat(AccessToken.of(token.text() + "\n").isShownBy(token.authorization())).isTrue();
  }

  @Test
  void shouldBeReadFromAFileWithAByteOrderMark(@TempDir Path folder) throws IOException {
    AccessToken token = AccessToken.random();
    Path file = Files.writeString(folder.resolve("token"), "\ufeff" + token.text() + "\r\n");
    assertThat(AccessToken.read(file).text()).isEqualTo(token.text());
    Files.writeString(file, "\u00e9" + token.text());
    assertThatThrownBy(() -> AccessToken.read(file)).hasMessageContaining("only visible ASCII");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "fifteen-letters", "a token with spaces", "a-token-\u0007-that-rings"})
  void shouldRefuseWhatIsNoTokenAndNotRepeatIt(String text) {
    assertThatThrownBy(() -> AccessToken.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasLineCount(1)
        .satisfies(message -> assertThat(text.isEmpty() || !message.contains(text)).isTrue());
    assertThatThrownBy(() -> AccessToken.of("x".repeat(1025)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotBeSeenInItsSessionNorInItsText() {
    AccessToken token = AccessToken.of("sixteen-letters-");
    assertThat(token.session()).matches("[0-9a-f]{64}").doesNotContain(token.text());
    assertThat(token.toString()).doesNotContain(token.text());
    assertThat(token.isSession(token.session())).isTrue();
    assertThat(token.isSession(AccessToken.random().session())).isFalse();
    assertThat(token.isShownBy("Bearer " + token.session())).isFalse();
  }
}
