package io.podwire.cli.cluster;

import static io.podwire.cli.cluster.ReleaseObjects.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.cli.console.FailureException;
import io.podwire.result.text.Style;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watcher whose questions are refused: he is told why, and it goes on. */
class WatchedTest {
  private static final String PODS =
      "/api/v1/namespaces/team/pods?labelSelector="
          + "app.kubernetes.io%2Fcomponent%3Dpod%2Capp.kubernetes.io%2Finstance%3Dpodwire%2Capp.kubernetes.io%2Fname%3Dpodwire";

  @TempDir Path folder;
  private FakeApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApiServer(folder);
    api.has(ReleaseObjects.readyPod("podwire-0"));
    api.refusesForward("podwire-0");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void shouldSayWhoMayNotForwardAPort() throws Exception {
    try (Cluster cluster = Cluster.connect(null, null);
        Watched watched = new Watched(cluster, RELEASE)) {
      Snapshot now = watched.look();

      assertThat(now.pods()).extracting(Snapshot.PodLine::name).containsExactly("podwire-0");
      assertThat(now.trouble())
          .contains("context here may not create pods/portforward in namespace team (403)");
      assertThat(WatchText.page("Release", now, Style.PLAIN)).contains("may not create");
      assertThat(WatchText.facts(now).get("trouble")).contains("may not create");
    }
  }

  @Test
  void shouldShowThePodsItKnowsWhileTheApiServerIsInTrouble() throws Exception {
    try (Cluster cluster = Cluster.connect(null, null);
        Watched watched = new Watched(cluster, RELEASE)) {
      watched.look();
      api.refuses(PODS, 500);
      Snapshot now = watched.look();

      assertThat(now.pods()).extracting(Snapshot.PodLine::name).containsExactly("podwire-0");
      assertThat(now.trouble()).contains("could not list pods in namespace team (500");
    }
  }

  @Test
  void shouldEndAtOnceWhereThePodsMayNotBeListed() throws Exception {
    api.refuses(PODS, 403);
    try (Cluster cluster = Cluster.connect(null, null);
        Watched watched = new Watched(cluster, RELEASE)) {
      assertThatThrownBy(watched::look)
          .isInstanceOf(FailureException.class)
          .hasMessageContaining("context here may not list pods in namespace team");
    }
  }
}
