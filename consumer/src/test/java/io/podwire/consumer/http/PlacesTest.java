package io.podwire.consumer.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.consumer.PodDirectory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a connection gives its place back, however its request was refused. */
@QuarkusTest
@TestProfile(FewPlaces.class)
@WithTestResource(PodDirectory.class)
@Timeout(120)
class PlacesTest {
  @ParameterizedTest
  @CsvSource({"evil.example, 9, 421", "localhost, 70000, 413"})
  void shouldGiveThePlaceOfARefusedRequestBack(String host, int length, int status)
      throws Exception {
    String head =
        "POST /api/runs HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n".formatted(host, length);
    for (int i = 0; i < 2 * FewPlaces.PLACES; i++) {
      try (RawConnection connection = new RawConnection(RestAssured.port)) {
        assertThat(connection.say(head).hearAll()).startsWith("HTTP/1.1 " + status);
      }
    }
    try (RawConnection connection = new RawConnection(RestAssured.port)) {
      String request =
          "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      assertThat(connection.say(request).hearAll()).startsWith("HTTP/1.1 200");
    }
  }
}
