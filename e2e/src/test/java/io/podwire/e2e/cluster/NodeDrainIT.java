package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.e2e.host.Command;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is cordoned and drained for its maintenance. */
@NeedsCluster
class NodeDrainIT {
  private TestCluster cluster;
  private Installation release;
  private String drained = "";

  @BeforeEach
  void install() {
    cluster = TestCluster.given();
    assumeTrue(cluster.workers().size() > 1, "one node only: its pods could go nowhere");
    release = Installation.of(cluster, Map.of());
  }

  @AfterEach
  void uncordon() {
    if (!drained.isEmpty()) {
      cluster.client().nodes().withName(drained).edit(node -> unschedulable(node, false));
    }
    TestResources.close(release, cluster);
  }

  private static io.fabric8.kubernetes.api.model.Node unschedulable(
      io.fabric8.kubernetes.api.model.Node node, boolean wanted) {
    node.getSpec().setUnschedulable(wanted);
    return node;
  }

  @Test
  void shouldMoveToTheOtherNodeAndSayWhatItCanNoLongerShow() {
    Pod third = release.pod("podwire-2");
    drained = third.getSpec().getNodeName();
    cluster.client().nodes().withName(drained).edit(node -> unschedulable(node, true));
    evict("podwire-2");
    await("podwire-2 runs on another node")
        .atMost(Duration.ofMinutes(2))
        .until(() -> release.isReady("podwire-2") && !nodeOf("podwire-2").equals(drained));
    release.awaitRolledOut();

    Command run = release.podwire("run", "--duration", "200ms", "--format", "table");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain(" " + drained + ",");
    if (cluster.workers().size() == 1) {
      assertThat(run.out()).contains("only one node (" + nodeOf("podwire-0") + ")");
    }
  }

  private String nodeOf(String pod) {
    return release.pod(pod).getSpec().getNodeName();
  }

  /** As {@code kubectl drain} does it: by the eviction API, which honours disruption budgets. */
  private void evict(String pod) {
    await("the disruption budget lets " + pod + " go")
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> cluster.client().pods().inNamespace(release.namespace()).withName(pod).evict());
  }
}
