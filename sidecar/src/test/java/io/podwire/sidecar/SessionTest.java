package io.podwire.sidecar;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers with the token, with the page's session, and with neither. */
@QuarkusTest
@TestProfile(PodWithToken.class)
class SessionTest {
  private static final String LEASE = "/api/lease/a-comparison";

  @TestHTTPResource("/")
  @SuppressWarnings("NullAway.Init") // injected
  URI page;

  private String origin() {
    return "http://" + page.getAuthority();
  }

  private static String begin() {
    return given()
        .header("Authorization", PodWithToken.TOKEN.authorization())
        .post("/api/session")
        .then()
        .statusCode(204)
        .extract()
        .header("Set-Cookie");
  }

  @Test
  void shouldChangeNothingForWhoShowsNothing() {
    for (String path : new String[] {"/api/runs", "/api/routes", "/api/session", "/nope"}) {
      when()
          .post(path)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .contentType("application/problem+json");
    }
    when().delete(LEASE).then().statusCode(401);
    given()
        .header("Authorization", "Bearer another-token-entirely")
        .delete(LEASE)
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/topology",
        "/api/live/now",
        "/api/runs",
        "/q/health/ready",
        "/q/metrics"
      })
  void shouldTellEverythingToAnybody(String path) {
    when().get(path).then().statusCode(200);
  }

  @Test
  void shouldLetWhoShowsTheTokenChangeSomething() {
    given()
        .header("Authorization", PodWithToken.TOKEN.authorization())
        .delete(LEASE)
        .then()
        .statusCode(204);
  }

  @Test
  void shouldLetThePageChangeSomethingWithinItsSession() {
    String cookie = begin();
    assertThat(cookie)
        .startsWith("podwire-session=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain(PodWithToken.TOKEN.text());
    String session = cookie.substring(0, cookie.indexOf(';'));
    given()
        .header("Cookie", session)
        .header("Origin", origin())
        .delete(LEASE)
        .then()
        .statusCode(204);
    for (String foreign : new String[] {"http://evil.example", "null", origin() + "1"}) {
      given()
          .header("Cookie", session)
          .header("Origin", foreign)
          .delete(LEASE)
          .then()
          .statusCode(403)
          .body(containsString("another origin"));
    }
    given().header("Cookie", session).delete(LEASE).then().statusCode(403);
  }
}
