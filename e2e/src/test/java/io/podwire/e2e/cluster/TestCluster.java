package io.podwire.e2e.cluster;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.podwire.e2e.chart.Chart;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The cluster that the tests were given. Threads may share it. */
final class TestCluster implements AutoCloseable {
  /** Names the kubeconfig of the cluster to test in. */
  static final String VARIABLE = "PODWIRE_E2E_KUBECONFIG";

  private final Path kubeconfig;
  private final KubernetesClient client;

  private TestCluster(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
            .withConnectionTimeout(5_000)
            .withRequestTimeout(20_000)
            .build();
    this.client = new KubernetesClientBuilder().withConfig(config).build();
  }

  /**
   * The cluster that {@value #VARIABLE} names, with the images of this build. For tests that have
   * {@link NeedsCluster}.
   */
  static TestCluster given() {
    ClusterImages.load();
    return new TestCluster(Path.of(System.getenv(VARIABLE)));
  }

  KubernetesClient client() {
    return client;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** The chart of this repository. */
  static Helm chart() {
    return Chart.helm(Chart.DIRECTORY);
  }

  /** The nodes that take pods. */
  List<Node> workers() {
    return client.nodes().list().getItems().stream()
        .filter(node -> !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
        .filter(node -> node.getSpec().getTaints().stream().noneMatch(TestCluster::keepsPodsAway))
        .toList();
  }

  /** As the control plane's taint in kind does; the chart's pods tolerate none. */
  private static boolean keepsPodsAway(Taint taint) {
    return !taint.getEffect().equals("PreferNoSchedule");
  }

  /** A new namespace under the restricted profile, gone with everything in it at its close. */
  TestNamespace namespace() {
    return TestNamespace.create(
        this, "podwire-e2e-" + UUID.randomUUID().toString().substring(0, 8));
  }

  @Override
  public void close() {
    client.close();
  }
}
