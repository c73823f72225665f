package io.podwire.cli.cluster;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A release of the chart: what its objects are called. */
record Release(String name, String namespace) {
  static final String CHART = "podwire";
  static final String NAME_LABEL = "app.kubernetes.io/name";
  static final String INSTANCE_LABEL = "app.kubernetes.io/instance";

  /** The name of the StatefulSet, and the beginning of all other names. */
  String workload() {
    return name.contains(CHART) ? name : name + "-" + CHART;
  }

  /** The name of the ConfigMap that keeps the results. */
  String results() {
    return workload() + "-results";
  }

  /** What its pods are labelled with. */
  Map<String, String> podLabels() {
    return new TreeMap<>(
        Map.of(NAME_LABEL, CHART, INSTANCE_LABEL, name, "app.kubernetes.io/component", "pod"));
  }

  /** What installs it, in a context of the kubeconfig if one is named. */
  String installCommand(Optional<String> context) {
    return String.format(
        Locale.ROOT,
        "helm install %s helm/podwire -n %s --create-namespace%s",
        name,
        namespace,
        context.map(named -> " --kube-context " + named).orElse(""));
  }
}
