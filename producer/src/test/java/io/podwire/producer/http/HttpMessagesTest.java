package io.podwire.producer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.AccessToken;
import io.podwire.quarkus.access.OwnToken;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpMessagesTest {
  @TempDir private Path folder;

  private static HttpRequest request(HttpMessages messages) {
    return messages.request("http://127.0.0.1:1", 7, new byte[1], Duration.ofSeconds(1));
  }

  @Test
  void shouldShowTheTokenInEachMessage() throws Exception {
    AccessToken token = AccessToken.random();
    Path file = Files.writeString(folder.resolve("token"), token.text());
    HttpRequest request = request(new HttpMessages(OwnToken.in(file)));
    assertThat(request.headers().allValues("Authorization")).containsExactly(token.authorization());
    assertThat(request.uri().toString()).doesNotContain(token.text());
  }

  @Test
  void shouldShowNothingWhereThereIsNoToken() {
    assertThat(request(new HttpMessages()).headers().map()).doesNotContainKey("Authorization");
  }
}
