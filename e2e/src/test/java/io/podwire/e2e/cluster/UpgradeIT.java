package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upgrade and its rollback while live messages go between the pods: nothing is lost. */
@NeedsCluster
class UpgradeIT {
  private static final int PODS = 3;

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
  void shouldLoseNothingInAnUpgradeAndItsRollback() {
    Installation installed = Installation.of(cluster, Map.of());
    release = installed;
    try (LiveAccounts accounts = new LiveAccounts()) {
      accounts.follow(installed);
      roll(installed, accounts, Map.of("podAnnotations.try", "upgrade"));
      roll(installed, accounts, Map.of());
      installed.scale(0); // so that the last pods give their accounts, too
      await("all accounts are complete")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertEverySourceArrived(accounts));
    }
  }

  /** Brings it to these values, follows new pods, and waits until messages go between them. */
  private static void roll(
      Installation release, LiveAccounts accounts, Map<String, Object> values) {
    release.apply(values);
    accounts.follow(release);
    await("live messages go around")
        .atMost(Duration.ofMinutes(1))
        .until(() -> release.pods().stream().allMatch(pod -> receives(release, pod)));
  }

  private static boolean receives(Installation release, io.fabric8.kubernetes.api.model.Pod pod) {
    String metrics = release.get(pod.getMetadata().getName(), 8082, "/q/metrics");
    return metrics
        .lines()
        .filter(line -> line.startsWith("podwire_live_messages_total{channel=\"shm-relay\""))
        .anyMatch(line -> !line.endsWith(" 0.0"));
  }

  private static void assertEverySourceArrived(LiveAccounts accounts) {
    Map<String, Long> sent = accounts.sent();
    assertThat(sent).hasSize(3 * PODS);
    Map<String, Long> processed = accounts.processed();
    List<String> complete =
        sent.entrySet().stream()
            .filter(source -> source.getValue().equals(processed.get(source.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(complete)
        .as("sent %s, processed %s", sent, processed)
        .hasSizeGreaterThanOrEqualTo(2 * PODS);
    assertThat(accounts.tellOfFaults()).as(accounts.text()).isFalse();
  }
}
