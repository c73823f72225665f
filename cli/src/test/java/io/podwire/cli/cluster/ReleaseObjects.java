package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.Map;

/** Objects of a release as an API server has them. */
final class ReleaseObjects {
  static final Release RELEASE = new Release("podwire", "team");

  private ReleaseObjects() {}

  static StatefulSet workload(Release release, int replicas) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName(release.workload())
        .withNamespace(release.namespace())
        .withLabels(release.podLabels())
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .endSpec()
        .build();
  }

  /** A pod with a native sidecar, on a node, not ready. */
  static PodBuilder pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(RELEASE.namespace())
        .withLabels(RELEASE.podLabels())
        .endMetadata()
        .withNewSpec()
        .withNodeName("n1")
        .addNewInitContainer()
        .withName("sidecar")
        .withRestartPolicy("Always")
        .endInitContainer()
        .addNewContainer()
        .withName("producer")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Pending")
        .endStatus();
  }

  static Pod readyPod(String name) {
    return pod(name)
        .editStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  static ContainerStatus waiting(String reason) {
    return sidecar()
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .endWaiting()
        .endState()
        .build();
  }

  static ContainerStatusBuilder sidecar() {
    return new ContainerStatusBuilder()
        .withName("sidecar")
        .withImage("podwire/sidecar:9.9.9")
        .withReady(false)
        .withStarted(false)
        .withRestartCount(0);
  }

  static PodBuilder withSidecar(PodBuilder pod, ContainerStatus status) {
    return pod.editStatus().withInitContainerStatuses(status).endStatus();
  }

  static Event event(String reason, String message, String time) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(reason.toLowerCase(java.util.Locale.ROOT))
        .withNamespace(RELEASE.namespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withKind("StatefulSet")
        .withName(RELEASE.workload())
        .endInvolvedObject()
        .withReason(reason)
        .withMessage(message)
        .withLastTimestamp(time)
        .build();
  }

  static ConfigMap results(Map<String, String> jsonByKey) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(RELEASE.results())
        .withNamespace(RELEASE.namespace())
        .endMetadata()
        .withData(jsonByKey)
        .build();
  }
}
