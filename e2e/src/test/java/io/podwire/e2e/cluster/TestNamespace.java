package io.podwire.e2e.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.time.Duration;

/** A namespace that a test made and removes. */
record TestNamespace(TestCluster cluster, String name) implements AutoCloseable {
  private static final Duration GONE = Duration.ofMinutes(2);

  static TestNamespace create(TestCluster cluster, String name) {
    cluster
        .client()
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .addToLabels("app.kubernetes.io/part-of", "podwire-e2e")
                .endMetadata()
                .build())
        .create();
    return new TestNamespace(cluster, name);
  }

  @Override
  public void close() {
    cluster.client().namespaces().withName(name).delete();
    await("namespace " + name + " is gone")
        .atMost(GONE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> cluster.client().namespaces().withName(name).get() == null);
  }
}
