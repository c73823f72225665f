package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.e2e.host.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upgrade and its rollback while live messages go between the pods: nothing is lost. */
@NeedsCluster
class UpgradeIT {
  private static final String ANNOTATION = "try";

  private TestCluster cluster;
  private @Nullable Installation release;

  @BeforeEach
  void findCluster() {
    assumeTrue(Command.isInPath("helm"), "no helm in PATH: nothing rolls a release back");
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
    try (LiveAccounts accounts = new LiveAccounts(installed)) {
      List<Pod> first = installed.pods();
      String token = PodRequest.token(installed.client(), installed.namespace());
      accounts.awaitFlow(); // else the pod that is replaced first has had nothing to lose
      installed.apply(Map.of("podAnnotations." + ANNOTATION, "upgrade"));
      List<Pod> second = accounts.follow();
      accounts.awaitFlow();
      assertThat(PodRequest.token(installed.client(), installed.namespace())).isEqualTo(token);
      installed.rollback(1);
      assertThat(PodRequest.token(installed.client(), installed.namespace())).isEqualTo(token);
      List<Pod> third = installed.pods();

      assertThat(first).noneMatch(UpgradeIT::isUpgraded);
      assertThat(second).allMatch(UpgradeIT::isUpgraded);
      assertThat(third).noneMatch(UpgradeIT::isUpgraded);
      await("all that the pods of both revisions sent has arrived")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(
                          accounts.missing(Stream.concat(first.stream(), second.stream()).toList()))
                      .isEmpty());
      assertThat(accounts.faults()).isEmpty();
    }
  }

  private static boolean isUpgraded(Pod pod) {
    return "upgrade".equals(pod.getMetadata().getAnnotations().get(ANNOTATION));
  }
}
