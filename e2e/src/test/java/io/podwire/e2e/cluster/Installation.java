package io.podwire.e2e.cluster;

import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.podwire.e2e.chart.Chart;
import io.podwire.e2e.host.Command;
import io.podwire.e2e.host.RunningCommand;
import io.podwire.e2e.images.BuiltImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A release of the chart in a namespace of its own; both go at the close. For one thread. */
final class Installation implements AutoCloseable {
  static final String RELEASE = "podwire";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final TestNamespace namespace;

  private Installation(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** Installs the chart with these values and waits until all pods are ready. */
  static Installation of(TestCluster cluster, Map<String, Object> values) {
    Installation installation = new Installation(cluster.namespace());
    try {
      installation.apply(values);
      return installation;
    } catch (RuntimeException | Error e) {
      installation.close();
      throw e;
    }
  }

  /** A namespace without a release, for what has to begin before it, or for another installer. */
  static Installation empty(TestCluster cluster) {
    return new Installation(cluster.namespace());
  }

  /** Brings the release to these values and waits until all pods are ready. */
  void apply(Map<String, Object> values) {
    submit(values);
    awaitRolledOut();
  }

  /** Brings the release to these values, for what never becomes ready; does not wait. */
  void submit(Map<String, Object> values) {
    UpgradeCommand upgrade =
        TestCluster.chart()
            .upgrade()
            .install()
            .withName(RELEASE)
            .withNamespace(namespace())
            .withKubeConfig(namespace.cluster().kubeconfig())
            .resetValues()
            .set("image.tag", BuiltImages.TAG)
            .set("image.pullPolicy", "IfNotPresent");
    values.forEach(upgrade::set);
    upgrade.call();
  }

  /** Brings the release back to an earlier revision, by Helm's command, and waits as above. */
  void rollback(int revision) {
    List<String> words =
        List.of(
            "helm", "rollback", RELEASE, Integer.toString(revision), "--namespace", namespace());
    Command rollback = Command.run(words, environment(), PATIENCE.toSeconds());
    if (rollback.exit() != 0) {
      throw new IllegalStateException(words + ": " + rollback);
    }
    awaitRolledOut();
  }

  /** Changes the number of pods, as {@code kubectl scale} does, and waits until it is so. */
  void scale(int replicas) {
    client().apps().statefulSets().inNamespace(namespace()).withName(RELEASE).scale(replicas);
    awaitRolledOut();
  }

  /** Waits until the workload's newest revision is ready on all pods. */
  void awaitRolledOut() {
    await("the pods of " + namespace() + " are ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(this::isRolledOut);
  }

  private boolean isRolledOut() {
    var workload = client().apps().statefulSets().inNamespace(namespace()).withName(RELEASE).get();
    var status = workload.getStatus();
    int wanted = workload.getSpec().getReplicas();
    return workload.getMetadata().getGeneration().equals(status.getObservedGeneration())
        && number(status.getUpdatedReplicas()) == wanted
        && number(status.getReadyReplicas()) == wanted
        && number(status.getReplicas()) == wanted;
  }

  private static int number(Integer count) {
    return count == null ? 0 : count;
  }

  String namespace() {
    return namespace.name();
  }

  KubernetesClient client() {
    return namespace.cluster().client();
  }

  /** The release's pods by name. */
  List<Pod> pods() {
    return client()
        .pods()
        .inNamespace(namespace())
        .withLabel("app.kubernetes.io/component", "pod")
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  Pod pod(String name) {
    return client().pods().inNamespace(namespace()).withName(name).get();
  }

  boolean isReady(String name) {
    Pod pod = pod(name);
    return pod != null && Readiness.isPodReady(pod);
  }

  /** Runs {@code podwire cluster} with these words against this release. */
  Command podwire(String... words) {
    return podwire(namespace.cluster().kubeconfig(), words);
  }

  /** The same as another user, or on another way to the cluster. */
  Command podwire(Path kubeconfig, String... words) {
    return Command.run(podwireWords(words), environment(kubeconfig), 300);
  }

  /** Starts the same, for what does not end by itself. */
  RunningCommand startPodwire(String... words) {
    return RunningCommand.start(podwireWords(words), environment());
  }

  private List<String> podwireWords(String... words) {
    List<String> all =
        new java.util.ArrayList<>(List.of(Chart.ROOT.resolve("podwire").toString(), "cluster"));
    all.addAll(List.of(words));
    all.addAll(List.of("--namespace", namespace()));
    return all;
  }

  /** Runs {@code kubectl} with these words in this namespace. */
  Command kubectl(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("kubectl", "--namespace", namespace()));
    all.addAll(List.of(words));
    return Command.run(all, environment(), 120);
  }

  private Map<String, String> environment() {
    return environment(namespace.cluster().kubeconfig());
  }

  private static Map<String, String> environment(Path kubeconfig) {
    return Map.of("KUBECONFIG", kubeconfig.toString());
  }

  /** What a pod's program answers on a port at a path. */
  String get(String pod, int port, String path) {
    return PodRequest.get(client(), namespace(), pod, port, path);
  }

  /** What it answers to a body in JSON. */
  String post(String pod, int port, String path, String json) {
    return PodRequest.post(client(), namespace(), pod, port, path, json);
  }

  @Override
  public void close() {
    try {
      com.marcnuri.helm.Helm.uninstall(RELEASE)
          .withNamespace(namespace())
          .withKubeConfig(namespace.cluster().kubeconfig())
          .ignoreNotFound()
          .call();
    } finally {
      namespace.close();
    }
  }
}
