package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.VersionInfo;
import io.podwire.cli.cluster.kubeconfig.Kubeconfig;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.ProxyRules;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One namespace of a cluster. Each method asks the API server, blocks until it answers, for some
 * seconds at most, and throws {@link FailureException} with the reason where it does not do what it
 * is asked. Threads may share it.
 */
final class Cluster implements AutoCloseable {
  private final KubernetesClient client;
  private final String namespace;

  Cluster(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Opens it by the user's kubeconfig.
   *
   * @param context null for the current one
   * @param namespace null for the context's
   */
  static Cluster connect(@Nullable String context, @Nullable String namespace) {
    Config config = Kubeconfig.read(context);
    String wanted = namespace == null ? config.getNamespace() : namespace;
    return new Cluster(
        ApiClient.open(config, ProxyRules.of(System.getenv())),
        wanted == null ? "default" : wanted);
  }

  String namespace() {
    return namespace;
  }

  /**
   * The context of the kubeconfig; empty inside a pod, where its service account stands for one.
   */
  Optional<String> context() {
    return Optional.ofNullable(client.getConfiguration().getCurrentContext())
        .map(NamedContext::getName);
  }

  /** In words for people: context and server. */
  String words() {
    return String.format(
        Locale.ROOT,
        "%s (%s)",
        ApiFault.context(client.getConfiguration()),
        client.getConfiguration().getMasterUrl());
  }

  /** Whether the namespace is there; true where the user may not know. */
  boolean hasNamespace() {
    try {
      return client.namespaces().withName(namespace).get() != null;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  /** Which Kubernetes it is. */
  VersionInfo version() {
    return ask("get", "the version", client::getKubernetesVersion);
  }

  Optional<StatefulSet> workload(String name) {
    return ask(
        "get",
        "statefulsets",
        () ->
            Optional.ofNullable(
                client.apps().statefulSets().inNamespace(namespace).withName(name).get()));
  }

  /** All workloads that the chart made here, of whichever release. */
  List<StatefulSet> workloads() {
    return ask(
        "list",
        "statefulsets",
        () ->
            client
                .apps()
                .statefulSets()
                .inNamespace(namespace)
                .withLabel(Release.NAME_LABEL, Release.CHART)
                .list()
                .getItems());
  }

  List<Pod> pods(Release release) {
    return ask(
        "list",
        "pods",
        () ->
            client.pods().inNamespace(namespace).withLabels(release.podLabels()).list().getItems());
  }

  /** What was reported about an object. */
  List<Event> events(String kind, String name) {
    return ask(
        "list",
        "events",
        () ->
            client
                .v1()
                .events()
                .inNamespace(namespace)
                .withField("involvedObject.kind", kind)
                .withField("involvedObject.name", name)
                .list()
                .getItems());
  }

  Optional<ConfigMap> configMap(String name) {
    return ask(
        "get",
        "configmaps",
        () -> Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get()));
  }

  /** The entries of a Secret, in Base64; none if there is no such Secret. */
  Map<String, String> secret(String name) {
    return ask(
        "get",
        "secrets",
        () ->
            Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
                .map(Secret::getData)
                .orElse(Map.of()));
  }

  /** Opens a port of this machine's loopback that leads to a pod's. */
  LocalPortForward forward(String pod, int port) {
    return ask(
        "create",
        "pods/portforward",
        () ->
            client
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .portForward(port, InetAddress.getLoopbackAddress(), 0));
  }

  /** The failure that a fault of the API server at this attempt is. */
  FailureException failure(KubernetesClientException fault, String verb, String resource) {
    return ApiFault.of(fault, new Attempt(verb, resource, namespace), client.getConfiguration());
  }

  private <T> T ask(String verb, String resource, Supplier<T> question) {
    try {
      return question.get();
    } catch (KubernetesClientException e) {
      throw failure(e, verb, resource);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
