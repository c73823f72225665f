package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.podwire.cli.console.FailureException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a release is installed. Stateless. */
final class Installation {
  private static final String MANAGER_LABEL = "app.kubernetes.io/managed-by";

  private Installation() {}

  /** The release's workload; fails with the command that makes one. */
  static StatefulSet require(Cluster cluster, Release release) {
    KubernetesVersion.require(cluster.version());
    Optional<StatefulSet> workload = cluster.workload(release.workload());
    StatefulSet found = workload.orElseThrow(() -> missing(cluster, release));
    if (found.getSpec().getReplicas() != null && found.getSpec().getReplicas() == 0) {
      throw FailureException.failed(
          String.format(
              Locale.ROOT,
              "release %s has 0 replicas; %s",
              release.name(),
              scaleCommand(found, release)));
    }
    return found;
  }

  /** The command of whoever manages the release: Helm and kubectl dispute the field otherwise. */
  private static String scaleCommand(StatefulSet workload, Release release) {
    return "Helm".equals(workload.getMetadata().getLabels().get(MANAGER_LABEL))
        ? String.format(
            Locale.ROOT,
            "helm upgrade %s helm/podwire -n %s --reset-then-reuse-values --set replicas=3",
            release.name(),
            release.namespace())
        : String.format(
            Locale.ROOT,
            "kubectl scale statefulset -n %s %s --replicas 3",
            release.namespace(),
            release.workload());
  }

  private static FailureException missing(Cluster cluster, Release release) {
    List<String> others =
        cluster.workloads().stream()
            .map(workload -> workload.getMetadata().getLabels().get(Release.INSTANCE_LABEL))
            .filter(java.util.Objects::nonNull)
            .sorted()
            .toList();
    return FailureException.failed(
        String.format(
            Locale.ROOT,
            "release %s is not installed in %snamespace %s of %s; %s",
            release.name(),
            cluster.hasNamespace() ? "" : "the missing ",
            release.namespace(),
            cluster.words(),
            others.isEmpty()
                ? "name another --context or --namespace, or install it there: "
                    + release.installCommand(cluster.context())
                : "take --release " + String.join(" or --release ", others)));
  }
}
