package io.podwire.cli.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.mockwebserver.MockWebServer;
import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** A sidecar is asked directly where it is on loopback, and what fails is said in plain words. */
class SidecarClientTest {
  @Test
  void shouldAskLoopbackWithoutTheProxyOfJava() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        ProxySelector.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), freePort())));
    try (FakeSidecar sidecar = new FakeSidecar(null);
        SidecarClient client = new SidecarClient("look there")) {
      assertThat(client.isReady(sidecar.url())).isTrue();
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void shouldNotShowAPassword() throws Exception {
    try (SidecarClient client = new SidecarClient("look there")) {
      String url = "http://me:secret@127.0.0.1:" + freePort();

      assertThatThrownBy(() -> client.topology(url))
          .isInstanceOf(FailureException.class)
          .hasMessageContaining("http://127.0.0.1:")
          .hasMessageContaining("does not answer (no connection); look there")
          .message()
          .doesNotContain("secret", "ConnectException");
    }
  }

  @Test
  void shouldSayAtOnceThatACertificateIsNotTrusted() throws Exception {
    MockWebServer server = new MockWebServer();
    server.useHttps();
    server.start();
    try (SidecarClient client = new SidecarClient("look there")) {
      String url = "https://localhost:" + server.getPort();

      assertThatThrownBy(() -> client.isReady(url))
          .isInstanceOf(FailureException.class)
          .hasMessageContaining("the certificate of " + url + " is not trusted (")
          .hasMessageContaining("trust store")
          .message()
          .doesNotContain("does not answer");
    } finally {
      server.shutdown();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }
}
