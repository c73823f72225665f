package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing of a release stays behind, the results that its sidecar stored included. */
@NeedsCluster
class UninstallIT {
  /** What a namespace has by itself, and what only records what happened. */
  private static final Set<String> NOT_OURS =
      Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

  private static final Set<String> RECORDS = Set.of("Event", "PodMetrics");

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
    assertThat(release.podwire("run", "--duration", "200ms").exit()).isZero();
    assertThat(everything()).contains("ConfigMap/podwire-results", "StatefulSet/podwire");
    Helm.uninstall(Installation.RELEASE)
        .withNamespace(release.namespace())
        .withKubeConfig(cluster.kubeconfig())
        .call();
    await("the namespace is empty")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(everything()).isEmpty());
  }

  /** All objects of the namespace, of whatever kind the cluster knows. */
  private List<String> everything() {
    List<String> found = new ArrayList<>();
    var client = cluster.client();
    for (var group : client.getApiGroups().getGroups()) {
      found.addAll(ofGroup(group.getPreferredVersion().getGroupVersion()));
    }
    found.addAll(ofGroup("v1"));
    found.removeAll(NOT_OURS);
    return found;
  }

  private List<String> ofGroup(String groupVersion) {
    List<String> found = new ArrayList<>();
    for (APIResource resource : cluster.client().getApiResources(groupVersion).getResources()) {
      if (resource.getNamespaced()
          && resource.getVerbs().contains("list")
          && !RECORDS.contains(resource.getKind())) {
        found.addAll(ofKind(groupVersion, resource));
      }
    }
    return found;
  }

  private List<String> ofKind(String groupVersion, APIResource resource) {
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup(groupVersion.contains("/") ? groupVersion.split("/")[0] : "")
            .withVersion(groupVersion.substring(groupVersion.indexOf('/') + 1))
            .withKind(resource.getKind())
            .withPlural(resource.getName())
            .withNamespaced(true)
            .build();
    try {
      return cluster
          .client()
          .genericKubernetesResources(context)
          .inNamespace(release.namespace())
          .list()
          .getItems()
          .stream()
          .map(
              (GenericKubernetesResource item) ->
                  item.getKind() + "/" + item.getMetadata().getName())
          .toList();
    } catch (KubernetesClientException e) {
      throw new IllegalStateException("cannot list " + groupVersion + " " + resource.getName(), e);
    }
  }
}
