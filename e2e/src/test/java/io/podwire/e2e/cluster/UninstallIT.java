package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing of a release stays behind, the results that its sidecar stored included. */
@NeedsCluster
class UninstallIT {
  private TestCluster cluster;
  private Installation release;

  @BeforeEach
  void install() {
    cluster = TestCluster.given();
    release = Installation.of(cluster, Map.of("replicas", 1));
  }

  @AfterEach
  void removeNamespace() {
    TestResources.close(release, cluster);
  }

  @Test
  void shouldLeaveNothing() {
    NamespaceContents contents = NamespaceContents.of(cluster, release);
    assertThat(release.podwire("run", "--duration", "200ms").exit()).isZero();
    assertThat(contents.names()).contains("ConfigMap/podwire-results", "StatefulSet/podwire");
    Helm.uninstall(Installation.RELEASE)
        .withNamespace(release.namespace())
        .withKubeConfig(cluster.kubeconfig())
        .call();
    await("the namespace is empty")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(contents.names()).isEmpty());
  }
}
