package io.podwire.e2e.cluster;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All objects of a namespace, of whatever kind the cluster knows. */
record NamespaceContents(TestCluster cluster, String namespace) {
  /** What a namespace has by itself, and what only records what happened. */
  private static final Set<String> NOT_OURS =
      Set.of("ConfigMap/kube-root-ca.crt", "ServiceAccount/default");

  private static final Set<String> RECORDS = Set.of("Event", "PodMetrics");

  static NamespaceContents of(TestCluster cluster, Installation release) {
    return new NamespaceContents(cluster, release.namespace());
  }

  /** Each as kind and name. */
  List<String> names() {
    List<String> found = new ArrayList<>();
    for (var group : cluster.client().getApiGroups().getGroups()) {
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
          .inNamespace(namespace)
          .list()
          .getItems()
          .stream()
          .map(item -> item.getKind() + "/" + item.getMetadata().getName())
          .toList();
    } catch (KubernetesClientException e) {
      throw new IllegalStateException("cannot list " + groupVersion + " " + resource.getName(), e);
    }
  }
}
