package io.podwire.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.MockWebServer;
import io.podwire.cli.CommandRun;
import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.sidecar.ProxyRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies, certificates and strange answers between the command and the API server. */
class ApiConnectionTest {
  private static final String RESULTS = "/api/v1/namespaces/team/configmaps/podwire-results";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private FakeApiServer api;
  private HttpServer proxy;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApiServer(folder);
    api.isVersion("v1.36.3");
    proxy = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    proxy.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] body = "{\"gitVersion\": \"v1.99.0\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    proxy.start();
  }

  @AfterEach
  void stop() {
    proxy.stop(0);
    api.close();
  }

  private String proxyUrl() {
    return "http://127.0.0.1:" + proxy.getAddress().getPort();
  }

  private static String version(Config config, Map<String, String> environment) {
    try (KubernetesClient client = ApiClient.open(config, ProxyRules.of(environment))) {
      return client.getKubernetesVersion().getGitVersion();
    }
  }

  private static Config config(String server) {
    Config config = Config.empty();
    config.setMasterUrl(server);
    config.setConnectionTimeout(2_000);
    config.setRequestTimeout(5_000);
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  @Test
  void shouldAskAnApiServerOnLoopbackDirectly() {
    assertThat(version(config(api.url()), Map.of("HTTP_PROXY", proxyUrl()))).isEqualTo("v1.36.3");
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldAskAnotherThroughTheProxyOfTheEnvironment() {
    assertThat(version(config("http://api.invalid:1"), Map.of("http_proxy", proxyUrl())))
        .isEqualTo("v1.99.0");
    assertThat(asked).containsExactly("http://api.invalid:1/version");
  }

  @Test
  void shouldAskEvenLoopbackThroughTheProxyOfTheKubeconfig() {
    Config config = config(api.url());
    config.setHttpProxy(proxyUrl());
    config.setHttpsProxy(proxyUrl());

    assertThat(version(config, Map.of())).isEqualTo("v1.99.0");
  }

  @Test
  void shouldReadTheEnvironmentAsACommand() throws Exception {
    List<String> command = new ArrayList<>(List.of("env"));
    for (String variable : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
      command.add(variable + "=" + proxyUrl());
    }
    command.add("KUBECONFIG=:" + folder.resolve("kubeconfig"));
    command.addAll(PodwireProcess.command("cluster", "report"));
    try (PodwireProcess process = PodwireProcess.startCommand(folder, command)) {
      assertThat(process.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(process.errText()).contains("is not installed in");
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void shouldSayThatTheCertificateIsNotTrusted() throws IOException {
    MockWebServer server = new MockWebServer();
    server.useHttps();
    server.start();
    try {
      String url = "https://localhost:" + server.getPort();
      api.useKubeconfig(FakeApiServer.kubeconfig(url));

      assertFailure(
          api.podwire("report"),
          "the certificate of the API server " + url,
          "of context here is not trusted (",
          "certificate-authority");
    } finally {
      server.shutdown();
    }
  }

  @Test
  void shouldSayThatAnAnswerIsNoApiServers() {
    api.answers(RESULTS, "<html>log in here</html>");

    assertFailure(api.podwire("report"), "answers what no API server does", "proxy");
  }

  @Test
  void shouldSayThatAnAnswerHasAnotherForm() {
    api.answers(RESULTS, "[1, 2]");

    assertFailure(api.podwire("report"), "answers what no API server does");
  }

  @Test
  void shouldNameAMissingCertificateAuthority() throws IOException {
    api.useKubeconfig(
        FakeApiServer.kubeconfig(
            "https://127.0.0.1:1\", certificate-authority: \"/no/such/ca.crt"));

    assertFailure(api.podwire("report"), "/no/such/ca.crt", "cluster 'c'", "no such file");
  }

  @Test
  void shouldGiveUpOnceATokenOfAPluginIsRefused() throws IOException {
    api.refuses(RESULTS, 401);
    api.useKubeconfig(
        FakeApiServer.kubeconfig(api.url())
            .replace(
                "token: \"t\"",
                "exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: [-c,"
                    + " 'echo ''{\"apiVersion\": \"client.authentication.k8s.io/v1\", \"kind\":"
                    + " \"ExecCredential\", \"status\": {\"token\": \"old\"}}''']}"));

    assertFailure(api.podwire("report"), "credentials of context here", "401", "log in again");
  }

  @Test
  void shouldRefuseAPasswordInAnAddressWithoutShowingIt() {
    for (String url : List.of("http://me:secret@localhost:8080", "http://me:se:cret@[bad")) {
      CommandRun run = api.podwire("run", "--url", url);

      assertThat(run.err()).contains("--url", "--token-file").doesNotContain("cret");
      assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }
  }

  private static void assertFailure(CommandRun run, String... words) {
    assertThat(run.err())
        .contains(words)
        .contains("; ")
        .doesNotContain("An error has occurred", "fasterxml", "io.fabric8");
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
  }
}
