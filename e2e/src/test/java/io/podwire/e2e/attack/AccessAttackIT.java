package io.podwire.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Callers without the demo's token, and requests for hosts that are none of its. */
class AccessAttackIT extends AttackedDemoFixture {
  private static final List<String> COMMANDS =
      List.of(
          "POST /api/runs",
          "DELETE /api/runs/x",
          "PUT /api/live",
          "POST /api/routes",
          "DELETE /api/routes/x",
          "PUT /api/lease",
          "DELETE /api/lease/x",
          "POST /api/messages/1",
          "POST /api/session",
          "PATCH /q/health/live");

  private static final Map<String, String> POLICY =
      Map.of(
          "X-Frame-Options", "DENY",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private static List<Integer> ports() {
    return List.of(demo.a().sidecar(), demo.a().producer(), demo.a().consumer());
  }

  private static HttpResponse<String> send(int port, String command, String... headers) {
    String[] words = command.split(" ");
    HttpRequest.Builder request =
        AttackedPod.to(port, words[1]).method(words[0], HttpRequest.BodyPublishers.ofString("{}"));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return AttackedPod.send(request.build());
  }

  @Test
  void shouldTakeNoCommandWithoutTheToken() {
    for (int port : ports()) {
      for (String command : COMMANDS) {
        String what = command + " at " + port;
        assertThat(send(port, command).statusCode()).as(what).isEqualTo(401);
        assertThat(send(port, command, "Authorization", "Bearer not-the-token-of-it").statusCode())
            .as(what)
            .isEqualTo(403);
        assertThat(
                send(port, command, "Cookie", "podwire-session=00", "Origin", "http://evil.example")
                    .statusCode())
            .as(what)
            .isEqualTo(401);
      }
    }
  }

  @Test
  void shouldTakeTheSessionOfThePageFromThePageOnly() {
    int port = demo.a().sidecar();
    HttpResponse<String> begun =
        send(port, "POST /api/session", "Authorization", demo.a().authorization());
    assertThat(begun.statusCode()).isEqualTo(204);
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
    String session = cookie.substring(0, cookie.indexOf(';'));
    String lease = "DELETE /api/lease/x";
    String own = "http://127.0.0.1:" + port;
    String neighbour = "http://127.0.0.1:" + demo.a().consumer();
    assertThat(send(port, lease, "Cookie", session, "Origin", own).statusCode()).isEqualTo(204);
    for (String foreign : List.of("http://evil.example", "null", neighbour)) {
      assertThat(send(port, lease, "Cookie", session, "Origin", foreign).statusCode())
          .as(foreign)
          .isEqualTo(403);
    }
    assertThat(send(port, lease, "Cookie", session).statusCode()).isEqualTo(403);
    assertThat(
            send(demo.a().consumer(), "DELETE /api/runs/x", "Cookie", session, "Origin", neighbour)
                .statusCode())
        .as("a program without a page")
        .isEqualTo(401);
  }

  @Test
  void shouldAnswerForNoOtherHost() throws IOException {
    for (int port : ports()) {
      for (String path : List.of("/", "/api/live", "/q/health/live", "/q/metrics", "/nope")) {
        String absolute = "GET http://evil.example%s HTTP/1.1\r\n".formatted(path);
        String origin = "GET %s HTTP/1.1\r\n".formatted(path);
        assertThat(status(port, origin + "Host: evil.example:" + port)).as(path).isEqualTo(421);
        assertThat(status(port, origin + "Host: 192.0.2.1")).as(path).isEqualTo(421);
        assertThat(status(port, absolute + "Host: localhost")).as(path).isEqualTo(421);
        assertThat(status(port, absolute + "Host: evil.example")).as(path).isEqualTo(421);
        assertThat(status(port, origin + "X: y")).as(path).isEqualTo(400);
        assertThat(status(port, origin + "Host: localhost\r\nHost: evil.example"))
            .as(path)
            .isEqualTo(400);
      }
      assertThat(status(port, "POST /api/runs HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2"))
          .isEqualTo(421);
      assertThat(status(port, "GET http://localhost/api/live/now HTTP/1.1\r\nHost: localhost"))
          .isNotEqualTo(421);
      assertThat(status(port, "GET /q/health/live HTTP/1.1\r\nHost: LOCALHOST.:" + port))
          .isEqualTo(200);
    }
  }

  /** The status of the answer to a head; the connection is closed behind it. */
  private static int status(int port, String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String all = head + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      String status = new String(line, StandardCharsets.ISO_8859_1);
      return Integer.parseInt(status.substring(status.indexOf(' ') + 1).strip());
    }
  }

  @Test
  void shouldForbidFramesAndForeignScripts() {
    for (int port : ports()) {
      for (String path : List.of("/", "/podwire.js", "/q/health/live", "/q/metrics", "/api/nope")) {
        HttpHeaders headers = AttackedPod.get(port, path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
            .contains("default-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        POLICY.forEach((name, value) -> assertThat(headers.firstValue(name)).contains(value));
      }
      for (String path : List.of("/api/runs", "/api/topology", "/api/nope")) {
        assertThat(AttackedPod.get(port, path).headers().firstValue("Cache-Control"))
            .as(path)
            .contains("no-store");
      }
    }
  }

  @Test
  void shouldKeepTheTokenToItsOwnerAndItsFlowsGoing() throws IOException {
    Path token = demo.a().directory().resolveSibling("token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token.getParent())))
        .isEqualTo("rwx------");
    String secret = Files.readString(token);
    try (var files = Files.walk(token.resolveSibling("logs"))) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .isNotEmpty()
          .allSatisfy(log -> assertThat(Files.readString(log)).doesNotContain(secret));
    }
    assertThat(ProcessHandle.allProcesses().map(it -> it.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains(secret));
    long before = demo.a().received("http");
    await("the live flow over http, which shows the token")
        .atMost(PATIENCE)
        .until(() -> demo.a().received("http") > before);
  }
}
