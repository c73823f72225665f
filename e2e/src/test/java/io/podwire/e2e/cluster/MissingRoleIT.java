package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.podwire.e2e.host.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release whose sidecars may not read who their peers are compares nothing, and says so. */
@NeedsCluster
class MissingRoleIT {
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

  @Test
  void shouldNameTheRightThatIsMissing() {
    Installation installed = Installation.of(cluster, Map.of("replicas", 2));
    release = installed;
    cluster
        .client()
        .rbac()
        .roleBindings()
        .inNamespace(installed.namespace())
        .withName(Installation.RELEASE)
        .delete();
    await("the sidecar has noticed")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !hearsFromTheApi(installed));

    Command run = installed.podwire("run", "--timeout", "5s");
    assertThat(run.exit()).as(run.toString()).isOne();
    assertThat(run.err())
        .contains(
            "system:serviceaccount:" + installed.namespace() + ":podwire",
            "cannot list resource \"endpointslices\"",
            "RoleBinding");
    assertThat(run.out()).isEmpty();
  }

  private static boolean hearsFromTheApi(Installation installed) throws IOException {
    return new ObjectMapper()
        .readTree(installed.get("podwire-0", 8080, "/api/topology"))
        .path("clusterApiConnected")
        .asBoolean();
  }
}
