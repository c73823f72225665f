package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.e2e.host.Command;
import java.time.Duration;
import java.util.List;
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

  private static Node unschedulable(Node node, boolean wanted) {
    node.getSpec().setUnschedulable(wanted);
    return node;
  }

  @Test
  void shouldMoveToTheOtherNodeLoseNothingAndSayWhatItCanNoLongerShow() {
    drained = nodeOf("podwire-0");
    List<Pod> moving = release.pods().stream().filter(pod -> isOn(pod, drained)).toList();
    assertThat(moving).hasSize(2);
    try (LiveAccounts accounts = new LiveAccounts(release);
        PeersWatch watch = new PeersWatch(release, "podwire-2")) {
      accounts.awaitFlow(); // a pod may be ready before its first message
      cluster.client().nodes().withName(drained).edit(node -> unschedulable(node, true));
      moving.forEach(this::evict);
      await("no pod is on " + drained)
          .atMost(Duration.ofMinutes(2))
          .until(() -> release.pods().stream().noneMatch(pod -> isOn(pod, drained)));
      release.awaitRolledOut();
      watch.assertPrompt(4); // two went, two came
      await("all that the evicted pods sent has arrived")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(accounts.missing(moving)).isEmpty());
      assertThat(accounts.faults()).isEmpty();
    }

    Command run = release.podwire("run", "--duration", "200ms", "--format", "table");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain(" " + drained + ",");
    if (cluster.workers().size() == 1) {
      assertThat(run.out()).contains("only one node (" + nodeOf("podwire-0") + ")");
    }
  }

  private static boolean isOn(Pod pod, String node) {
    return node.equals(pod.getSpec().getNodeName());
  }

  private String nodeOf(String pod) {
    return release.pod(pod).getSpec().getNodeName();
  }

  /** As {@code kubectl drain} does it: by the eviction API, which honours disruption budgets. */
  private void evict(Pod pod) {
    String name = pod.getMetadata().getName();
    await("the disruption budget lets " + name + " go")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> cluster.client().pods().inNamespace(release.namespace()).withName(name).evict());
  }
}
