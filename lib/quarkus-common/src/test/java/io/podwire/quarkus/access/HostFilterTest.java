package io.podwire.quarkus.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostFilterTest {
  @SuppressWarnings("NullAway.Init") // by the method before all
  private static FilteredServer server;

  @BeforeAll
  static void start() throws Exception {
    Filters filters = new Filters();
    new HostFilter(new KnownHosts(List.of("podwire-0"), List.of())).register(filters);
    server = new FilteredServer(filters);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static String ask(String line, String... headers) throws Exception {
    return server.answer(line + "\r\n" + String.join("", headers) + "Connection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1",
        "GET http://localhost:1/ HTTP/1.1",
        "GET //evil.example/ HTTP/1.1"
      })
  void shouldAnswerRequestsForItself(String line) throws Exception {
    assertThat(ask(line, "Host: podwire-0:8080\r\n")).contains(" 200 ").endsWith("passed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "10.0.0.1", "podwire-0.evil.example"})
  void shouldRefuseAForeignHost(String host) throws Exception {
    assertThat(ask("GET /q/health/live HTTP/1.1", "Host: " + host + "\r\n"))
        .contains(" 421 ", "application/problem+json", "podwire.http.hosts")
        .doesNotContain("passed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET http://evil.example/ HTTP/1.1", "GET ftp://localhost/ HTTP/1.1"})
  void shouldRefuseAForeignTargetWhateverTheHost(String line) throws Exception {
    assertThat(ask(line, "Host: localhost\r\n")).contains(" 421 ").doesNotContain("passed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.0", "GET / HTTP/1.1", "GET http://localhost/ HTTP/1.1"})
  void shouldRefuseARequestWithoutHost(String line) throws Exception {
    assertThat(ask(line)).contains(" 400 ").doesNotContain("passed");
  }

  @Test
  void shouldRefuseTwoHosts() throws Exception {
    assertThat(ask("GET / HTTP/1.1", "Host: localhost\r\n", "Host: localhost\r\n"))
        .contains(" 400 ")
        .doesNotContain("passed");
  }

  @Test
  void shouldNotWaitForTheBodyOfARefusedRequest() throws Exception {
    String head = "POST / HTTP/1.1\r\nHost: evil.example\r\n";
    assertThat(server.answer(head + "Content-Length: 1000000\r\n\r\n")).contains(" 421 ");
    assertThat(server.answer(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n")).contains(" 421 ");
  }

  @Test
  void shouldTellWhyToASenderOfALongBody() throws Exception {
    String head = "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 4000000\r\n\r\n";
    assertThat(server.answer(head + "x".repeat(4_000_000))).contains(" 421 ");
  }

  @Test
  void shouldKeepTheConnectionOfARefusedRequestWithoutBody() throws Exception {
    String foreign = "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    String own = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assertThat(server.answer(foreign + own)).contains(" 421 ").contains(" 200 ").endsWith("passed");
  }
}
