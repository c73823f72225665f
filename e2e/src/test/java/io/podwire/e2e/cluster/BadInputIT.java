package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.podwire.e2e.host.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster or a user cannot give: one line that says what and how to mend it. */
@NeedsCluster
class BadInputIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private TestCluster cluster;
  private Kubeconfigs kubeconfigs;
  private Installation release;

  @BeforeEach
  void makeNamespace() {
    cluster = TestCluster.given();
    kubeconfigs = new Kubeconfigs(cluster, folder);
    release = Installation.empty(cluster);
  }

  @AfterEach
  void removeNamespace() {
    TestResources.close(release, cluster);
  }

  @Test
  void shouldNameAQuotaThatForbidsThePods() {
    forbidPods();
    release.submit(Map.of());
    await("the quota has refused a pod")
        .atMost(PATIENCE)
        .until(() -> events().anyMatch(event -> event.getMessage().contains("exceeded quota")));
    assertRefused(
        cluster.kubeconfig(),
        List.of("a quota forbids a pod of podwire", "no-pods", "raise the quota"));
  }

  private void forbidPods() {
    var quota =
        cluster
            .client()
            .resourceQuotas()
            .inNamespace(release.namespace())
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("no-pods")
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("pods", new Quantity("0"))
                    .endSpec()
                    .build());
    quota.create();
    await("the quota holds").atMost(PATIENCE).until(() -> holds(quota.get()));
  }

  private static boolean holds(ResourceQuota quota) {
    return quota.getStatus() != null && quota.getStatus().getHard() != null;
  }

  private Stream<Event> events() {
    return cluster
        .client()
        .v1()
        .events()
        .inNamespace(release.namespace())
        .list()
        .getItems()
        .stream();
  }

  @Test
  void shouldNameAnImageThatIsNotThere() {
    // Never: a pull that finds no registry would hold up the pods' end for minutes
    release.submit(Map.of("image.tag", "never-loaded", "image.pullPolicy", "Never"));
    await("the nodes have looked for it")
        .atMost(PATIENCE)
        .until(() -> sidecars().anyMatch(BadInputIT::lacksImage));
    assertRefused(
        cluster.kubeconfig(),
        List.of(
            "image podwire/sidecar:never-loaded of pod podwire-",
            "is missing on node ",
            "(ErrImageNeverPull)",
            "podwire images --load"));
  }

  private Stream<ContainerStatus> sidecars() {
    return release.pods().stream()
        .flatMap(pod -> pod.getStatus().getInitContainerStatuses().stream());
  }

  private static boolean lacksImage(ContainerStatus container) {
    return container.getState() != null
        && container.getState().getWaiting() != null
        && "ErrImageNeverPull".equals(container.getState().getWaiting().getReason());
  }

  @Test
  void shouldNameTheContextsWhereOneIsMissing() throws IOException {
    assertRefused(
        cluster.kubeconfig(),
        List.of(
            cluster.kubeconfig().toString(),
            "has no context 'nowhere'",
            "take one of ",
            kubeconfigs.context()),
        "--context",
        "nowhere");
  }

  @Test
  void shouldNameAnApiServerThatDoesNotAnswer() throws IOException {
    assertRefused(
        kubeconfigs.withDeadServer(),
        List.of(
            ":1",
            "of context " + kubeconfigs.context() + " does not answer (no connection)",
            "check that the cluster runs"));
  }

  @Test
  void shouldNameTheRightThatTheUserLacks() throws IOException {
    assertRefused(
        kubeconfigs.withToken(tokenOfStranger()),
        List.of(
            "context " + kubeconfigs.context(),
            " may not get statefulsets in namespace " + release.namespace() + " (403)",
            "ask for a Role"));
  }

  private String tokenOfStranger() {
    var account =
        cluster
            .client()
            .serviceAccounts()
            .inNamespace(release.namespace())
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName("stranger")
                    .endMetadata()
                    .build());
    account.create();
    return account
        .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
        .getStatus()
        .getToken();
  }

  /** The command ends in time, by itself, and the namespace is as it was. */
  private void assertRefused(Path kubeconfig, List<String> texts, String... words) {
    NamespaceContents contents = NamespaceContents.of(cluster, release);
    List<String> before = contents.names();
    List<String> all = new java.util.ArrayList<>(List.of("run", "--timeout", "5s"));
    all.addAll(List.of(words));
    Command run = release.podwire(kubeconfig, all.toArray(String[]::new));
    assertThat(run.exit()).as(run.toString()).isOne();
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("podwire: ").contains(texts);
    assertThat(run.out()).isEmpty();
    assertThat(contents.names()).containsExactlyInAnyOrderElementsOf(before);
  }
}
