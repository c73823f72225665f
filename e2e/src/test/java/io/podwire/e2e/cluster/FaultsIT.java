package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The release's own test fails when it must: a check that cannot fail is none. */
@NeedsCluster
@Tag("thorough") // four minutes
class FaultsIT {
  private TestCluster cluster;
  private @Nullable Installation release;

  @BeforeEach
  void findCluster() {
    cluster = TestCluster.given();
  }

  @AfterEach
  void uninstall() {
    TestResources.close(release, cluster);
  }

  @ParameterizedTest
  @CsvSource({"faults.loseEvery, 1000, 4", "faults.isolate, true, 1"})
  void shouldFailTheTestOfAFaultyRelease(String fault, String value, int exit) {
    if (fault.equals("faults.isolate")) {
      PolicyEnforcement.assumeIn(cluster);
    }
    Installation faulty = Installation.of(cluster, Map.of("replicas", 2, fault, value));
    release = faulty;
    assertThatThrownBy(
            () ->
                Helm.test(Installation.RELEASE)
                    .withNamespace(faulty.namespace())
                    .withKubeConfig(cluster.kubeconfig())
                    .withTimeout(180)
                    .call())
        .isInstanceOf(IllegalStateException.class);
    assertThat(exitOfTestPod(faulty)).isEqualTo(exit);
  }

  private int exitOfTestPod(Installation faulty) {
    Pod tested =
        cluster
            .client()
            .pods()
            .inNamespace(faulty.namespace())
            .withLabel("app.kubernetes.io/component", "test")
            .list()
            .getItems()
            .getFirst();
    return tested
        .getStatus()
        .getContainerStatuses()
        .getFirst()
        .getState()
        .getTerminated()
        .getExitCode();
  }
}
