package io.podwire.quarkus.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
  private static final String TEXT = "a token of no use".replace(' ', '-');

  @TempDir private Path folder;
  private long nowNanos;

  private TokenFile file(Path path) {
    return new TokenFile(path, () -> nowNanos);
  }

  private static boolean holds(TokenFile file, String text) {
    var token = file.read().token();
    return token != null && token.text().equals(text);
  }

  @Test
  void shouldHoldTheTokenWithoutTheSpaceAroundIt() throws Exception {
    Path path = Files.writeString(folder.resolve("token"), " " + TEXT + "\r\n");
    assertThat(holds(file(path), TEXT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "too-short",
        "a token of no use",
        "a-token-of\n-no-use-here",
        "a-token-of-no-use\u0000",
        "a-token-of-no-us\u00e9",
        "a-token\u001b[31m-of-no-use"
      })
  void shouldHoldNoneThatIsShortOrNotVisible(String text) throws Exception {
    Path path = Files.writeString(folder.resolve("token"), text);
    TokenFile.Reading reading = file(path).read();
    assertThat(reading.token()).isNull();
    assertThat(reading.fault()).contains(path.toString()).hasLineCount(1);
  }

  @Test
  void shouldHoldNoneThatIsNoFileOrTooLong() throws Exception {
    assertThat(file(folder.resolve("missing")).read().fault())
        .contains("no such file or directory");
    assertThat(file(folder).read().fault()).contains("no regular file");
    Path fifo = folder.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    assertThat(file(fifo).read().fault()).contains("no regular file"); // and does not wait for it
    Path longer = Files.writeString(folder.resolve("longer"), "x".repeat(5000));
    assertThat(file(longer).read().token()).isNull();
  }

  @Test
  void shouldTakeAChangeWithinASecond() throws Exception {
    Path path = Files.writeString(folder.resolve("token"), TEXT);
    TokenFile file = file(path);
    assertThat(holds(file, TEXT)).isTrue();
    Files.writeString(folder.resolve("next"), TEXT + "-next");
    Files.move(folder.resolve("next"), path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    nowNanos += Duration.ofMillis(999).toNanos();
    assertThat(holds(file, TEXT)).isTrue();
    nowNanos += Duration.ofMillis(1).toNanos();
    assertThat(holds(file, TEXT + "-next")).isTrue();
  }

  @Test
  void shouldTakeTheChangeOfALinkAsInAMountedSecret() throws Exception {
    Files.createDirectory(folder.resolve("1"));
    Files.createDirectory(folder.resolve("2"));
    Files.writeString(folder.resolve("1/token"), TEXT);
    Files.writeString(folder.resolve("2/token"), TEXT + "-next");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("1"));
    TokenFile file =
        file(Files.createSymbolicLink(folder.resolve("token"), Path.of("..data/token")));
    assertThat(holds(file, TEXT)).isTrue();
    Files.delete(data);
    Files.createSymbolicLink(data, Path.of("2"));
    nowNanos += Duration.ofSeconds(1).toNanos();
    assertThat(holds(file, TEXT + "-next")).isTrue();
  }

  @Test
  void shouldHoldNoneOnceTheFileIsGoneAndTheOldOneAgainWhenItIsBack() throws Exception {
    Path path = Files.writeString(folder.resolve("token"), TEXT);
    TokenFile file = file(path);
    assertThat(holds(file, TEXT)).isTrue();
    Files.delete(path);
    nowNanos += Duration.ofSeconds(1).toNanos();
    assertThat(file.read().token()).isNull();
    Files.writeString(path, TEXT);
    nowNanos += Duration.ofSeconds(1).toNanos();
    assertThat(holds(file, TEXT)).isTrue();
  }
}
