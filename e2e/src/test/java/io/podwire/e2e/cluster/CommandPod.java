package io.podwire.e2e.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.podwire.e2e.host.Command;
import io.podwire.e2e.images.BuiltImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pod that runs the command podwire and belongs to no release; gone at the close. */
record CommandPod(PodResource pod) implements AutoCloseable {
  /** Starts it; does not wait. */
  static CommandPod start(KubernetesClient client, String namespace, String name, String... words) {
    List<String> command = new ArrayList<>(List.of("java", "@podwire"));
    command.addAll(List.of(words));
    PodResource pod = client.pods().inNamespace(namespace).resource(pod(name, command));
    pod.create();
    return new CommandPod(pod);
  }

  /** What it logged and its exit code; waits until it has ended. */
  Command ended() {
    await("the command has ended")
        .atMost(Duration.ofMinutes(1))
        .until(() -> pod.get().getStatus().getPhase().matches("Succeeded|Failed"));
    ContainerStateTerminated end =
        pod.get().getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    return new Command(end.getExitCode(), pod.getLog(), "");
  }

  /** Its IP address; waits until it runs. */
  String address() {
    await("the command runs")
        .atMost(Duration.ofMinutes(1))
        .until(() -> pod.get().getStatus().getPhase().equals("Running"));
    return pod.get().getStatus().getPodIP();
  }

  @Override
  public void close() {
    pod.withGracePeriod(0).delete();
  }

  private static Pod pod(String name, List<String> command) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
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
        .withName("podwire")
        .withImage(BuiltImages.name("sidecar"))
        .withImagePullPolicy("IfNotPresent")
        .withCommand(command)
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
