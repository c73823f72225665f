package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.List;

/** Why a workload has fewer pods than it should. Stateless. */
final class WorkloadProblem {
  private WorkloadProblem() {}

  /**
   * The reason, by what was reported last about it.
   *
   * @param found how many pods there are
   */
  static Problem of(StatefulSet workload, int found, List<Event> events) {
    String name = workload.getMetadata().getName();
    return events.stream()
        .filter(event -> event.getReason() != null)
        .filter(event -> event.getReason().matches("FailedCreate|SuccessfulCreate"))
        .max(Comparator.comparing(EventTime::of))
        .filter(event -> event.getReason().equals("FailedCreate"))
        .map(event -> refused(name, String.valueOf(event.getMessage())))
        .orElseGet(
            () ->
                Problem.passing(
                    "%s has %d of %d pods; see kubectl describe statefulset -n %s %s",
                    name,
                    found,
                    workload.getSpec().getReplicas(),
                    workload.getMetadata().getNamespace(),
                    name));
  }

  private static Problem refused(String name, String message) {
    String why = message.replaceAll("(?s)^.*?error: ", "").strip().replaceAll("\\s+", " ");
    if (why.contains("exceeded quota") || why.contains("failed quota")) {
      return Problem.lasting(
          "a quota forbids a pod of %s (%s); raise the quota, or lower the chart's replicas or resources",
          name, why);
    }
    if (why.contains("PodSecurity")) {
      return Problem.lasting(
          "Pod Security forbids the pods of %s (%s); undo what makes them differ from the chart's, or relax"
              + " the namespace's label pod-security.kubernetes.io/enforce",
          name, why);
    }
    return Problem.passing("no pod of %s can be made (%s); mend what it names", name, why);
  }
}
