package io.podwire.e2e.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.podwire.e2e.host.Command;
import io.podwire.e2e.images.BuiltImages;
import java.time.Duration;
import java.util.Map;

/** A pod of the release's namespace that does not belong to the release. */
final class Stranger {
  private static final String NAME = "stranger";

  private Stranger() {}

  /** Has it ask for a comparison; what it logged and its exit code. */
  static Command asks(Installation release, String url) {
    PodResource pod =
        release.client().pods().inNamespace(release.namespace()).resource(pod(release, url));
    pod.create();
    try {
      await("the stranger has ended")
          .atMost(Duration.ofMinutes(1))
          .until(() -> release.pod(NAME).getStatus().getPhase().matches("Succeeded|Failed"));
      int exit =
          release
              .pod(NAME)
              .getStatus()
              .getContainerStatuses()
              .getFirst()
              .getState()
              .getTerminated()
              .getExitCode();
      return new Command(exit, pod.getLog(), "");
    } finally {
      pod.withGracePeriod(0).delete();
    }
  }

  private static Pod pod(Installation release, String url) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(NAME)
        .withNamespace(release.namespace())
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(10001L)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName("ask")
        .withImage(BuiltImages.name("sidecar"))
        .withImagePullPolicy("IfNotPresent")
        .withCommand("java", "@podwire", "cluster", "run", "--url", url, "--timeout", "5s")
        .withNewResources()
        .withLimits(Map.of("memory", new Quantity("256Mi"), "cpu", new Quantity("1")))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
