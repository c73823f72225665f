package io.podwire.quarkus.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.AccessToken;
import io.quarkus.vertx.http.runtime.filters.Filters;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFilterTest {
  private static final AccessToken TOKEN = AccessToken.random();
  private static final String SHOWN = "Authorization: " + TOKEN.authorization();
  private static final String COOKIE = "Cookie: x=y; podwire-session=" + TOKEN.session();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // by the method before each
  private Path file;

  @SuppressWarnings("NullAway.Init")
  private FilteredServer server;

  @BeforeEach
  void start() throws Exception {
    file = Files.writeString(folder.resolve("token"), TOKEN.text());
    server = server(OwnToken.in(file), true);
  }

  private static FilteredServer server(OwnToken token, boolean hasPage) throws Exception {
    Filters filters = new Filters();
    new TokenFilter(token, hasPage).register(filters);
    return new FilteredServer(filters);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String ask(String method, String... headers) throws Exception {
    return ask(server, method, headers);
  }

  private static String ask(FilteredServer server, String method, String... headers)
      throws Exception {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return server.answer(
        method
            + " /api/runs HTTP/1.1\r\nHost: localhost:8080\r\n"
            + lines
            + "Connection: close\r\n\r\n");
  }

  private static void assertPassed(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("passed");
  }

  private static void assertRefused(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("application/problem+json")
        .doesNotContain("passed", TOKEN.text(), TOKEN.session());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "OPTIONS"})
  void shouldLetAnybodyRead(String method) throws Exception {
    assertPassed(ask(method));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"})
  void shouldLetNobodyChangeAnythingWithoutToken(String method) throws Exception {
    String answer = ask(method);
    assertRefused(answer, 401);
    assertThat(answer).containsIgnoringCase("www-authenticate: Bearer").contains(file.toString());
    assertPassed(ask(method, SHOWN));
  }

  @Test
  void shouldTellAWrongTokenFromNone() throws Exception {
    assertRefused(ask("POST", SHOWN + "x"), 403);
    assertRefused(ask("POST", SHOWN.substring(0, SHOWN.length() - 1)), 403);
    assertRefused(ask("POST", "Authorization: Bearer "), 401);
    assertRefused(ask("POST", "Authorization: Bearer x"), 403);
    assertRefused(ask("POST", "Authorization: Basic " + TOKEN.text()), 401);
    assertRefused(ask("POST", "Authorization: " + TOKEN.text()), 401);
    assertPassed(ask("POST", SHOWN.replace("Bearer", "bearer")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://localhost:8080",
        "Origin: https://localhost:8080",
        "Sec-Fetch-Site: same-origin",
        "Origin: http://localhost:8080\r\nSec-Fetch-Site: same-origin"
      })
  void shouldTakeTheCookieFromThePageItself(String origin) throws Exception {
    assertPassed(ask("POST", COOKIE, origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        "Origin: null",
        "Origin: http://localhost:8081",
        "Origin: http://localhost",
        "Origin: http://evil.example",
        "Origin: http://localhost:8080.evil.example",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: none",
        "Origin: http://localhost:8080\r\nSec-Fetch-Site: cross-site"
      })
  void shouldNotTakeTheCookieFromAnotherOrigin(String origin) throws Exception {
    assertRefused(ask("POST", COOKIE, origin), 403);
  }

  @Test
  void shouldNotTakeAnotherCookie() throws Exception {
    String origin = "Origin: http://localhost:8080";
    assertRefused(ask("POST", origin, "Cookie: podwire-session=" + TOKEN.text()), 401);
    assertRefused(
        ask("POST", origin, "Cookie: podwire-session=" + AccessToken.random().session()), 401);
    assertRefused(ask("POST", origin, "Cookie: podwire-session="), 401);
  }

  @Test
  void shouldTakeNoCookieWhereThereIsNoPage() throws Exception {
    try (FilteredServer pageless = server(OwnToken.in(file), false)) {
      assertRefused(ask(pageless, "POST", COOKIE, "Origin: http://localhost:8080"), 401);
      assertPassed(ask(pageless, "POST", SHOWN));
    }
  }

  @Test
  void shouldRefuseWhateverIsShownWhileTheFileHoldsNoToken() throws Exception {
    try (FilteredServer broken = server(OwnToken.in(folder.resolve("missing")), true)) {
      assertRefused(ask(broken, "POST", SHOWN), 503);
      assertRefused(ask(broken, "POST", "Authorization: Bearer "), 503);
      assertPassed(ask(broken, "GET"));
    }
  }

  @Test
  void shouldLetEverybodyPassWhereNoFileIsNamed() throws Exception {
    try (FilteredServer open = server(OwnToken.none(), true)) {
      assertPassed(ask(open, "POST"));
      assertPassed(ask(open, "DELETE", "Authorization: Bearer whatever"));
    }
  }

  @Test
  void shouldMakeASessionThatItTakes() throws Exception {
    PageSession session = new PageSession(OwnToken.in(file));
    assertThat(session.cookie())
        .isEqualTo(
            "podwire-session=%s; Path=/; HttpOnly; SameSite=Strict".formatted(TOKEN.session()));
    assertThat(new PageSession(OwnToken.none()).cookie()).isNull();
  }

  @Test
  void shouldNotWaitForTheBodyOfARefusedRequest() throws Exception {
    String head = "POST /api/messages/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
    assertThat(server.answer(head)).startsWith("HTTP/1.1 401 ");
  }
}
