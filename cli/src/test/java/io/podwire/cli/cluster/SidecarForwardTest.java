package io.podwire.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.SidecarClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SidecarForwardTest {
  private static final FailureException SILENCE = FailureException.failed("no answer; look there");

  @TempDir Path folder;
  private FakeApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApiServer(folder);
    api.refusesForward("podwire-0");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldLeaveWhatBrokeBehindWhenItIsOpenedAnew() throws Exception {
    try (Cluster cluster = Cluster.connect(null, null);
        SidecarForward forward =
            SidecarForward.open(cluster, ReleaseObjects.readyPod("podwire-0"));
        SidecarClient client = new SidecarClient("look there")) {
      assertThat(client.isReady(forward.url())).isFalse();
      assertThat(forward.explained(SILENCE)).hasMessageContaining("may not create");
      String before = forward.url();

      assertThat(forward.reopen()).isTrue();
      assertThat(forward.explained(SILENCE)).isSameAs(SILENCE);
      assertThat(forward.url()).isNotEqualTo(before);
      Awaitility.await().until(() -> isFree(URI.create(before).getPort()));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
