package io.podwire.e2e.chart;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.stream.Stream;

/** The pods that objects start. Stateless. */
final class Pods {
  private Pods() {}

  /** Templates of all pods: the workload's and the test's. */
  static List<PodTemplateSpec> of(List<HasMetadata> objects) {
    PodTemplateSpec workload = workload(objects);
    Pod test = Manifests.only(Pod.class, objects);
    return List.of(
        workload,
        new PodTemplateSpecBuilder()
            .withMetadata(test.getMetadata())
            .withSpec(test.getSpec())
            .build());
  }

  /** Template of the pods that are measured. */
  static PodTemplateSpec workload(List<HasMetadata> objects) {
    return Manifests.only(StatefulSet.class, objects).getSpec().getTemplate();
  }

  /** All containers of a pod, sidecars first. */
  static List<Container> containers(PodTemplateSpec pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .toList();
  }

  /** All containers of all pods. */
  static List<Container> containers(List<HasMetadata> objects) {
    return of(objects).stream().flatMap(pod -> containers(pod).stream()).toList();
  }

  /** The container of a name in the pods that are measured. */
  static Container program(String name, List<HasMetadata> objects) {
    return containers(workload(objects)).stream()
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no container " + name));
  }
}
