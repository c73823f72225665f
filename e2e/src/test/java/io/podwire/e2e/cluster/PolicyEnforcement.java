package io.podwire.e2e.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import org.jspecify.annotations.Nullable;

/** Whether the cluster's network enforces NetworkPolicies, tried once with two pods. */
final class PolicyEnforcement {
  private static final int PORT = 7000;
  private static @Nullable Boolean enforced;

  private PolicyEnforcement() {}

  /** Skips the test where a policy that lets nobody in keeps nobody out. */
  static synchronized void assumeIn(TestCluster cluster) {
    if (enforced == null) {
      enforced = isEnforced(cluster);
    }
    assumeTrue(enforced, "this cluster's network enforces no NetworkPolicy");
  }

  private static boolean isEnforced(TestCluster cluster) {
    try (TestNamespace namespace = cluster.namespace()) {
      letNobodyIn(namespace);
      try (CommandPod server = start(namespace, "server", "receive", "tcp://0.0.0.0:" + PORT);
          CommandPod client =
              start(
                  namespace,
                  "client",
                  "send",
                  "tcp://%s:%d".formatted(server.address(), PORT),
                  "--timeout",
                  "5s")) {
        return client.ended().exit() != 0;
      }
    }
  }

  private static CommandPod start(TestNamespace namespace, String name, String... words) {
    return CommandPod.start(namespace.cluster().client(), namespace.name(), name, words);
  }

  private static void letNobodyIn(TestNamespace namespace) {
    namespace
        .cluster()
        .client()
        .network()
        .v1()
        .networkPolicies()
        .inNamespace(namespace.name())
        .resource(
            new NetworkPolicyBuilder()
                .withNewMetadata()
                .withName("let-nobody-in")
                .endMetadata()
                .withNewSpec()
                .withNewPodSelector()
                .endPodSelector()
                .withPolicyTypes("Ingress")
                .endSpec()
                .build())
        .create();
  }
}
