package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of which each would do, but not both together: Kubernetes would refuse such a pod. */
class ContradictingValuesIT {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tolerations[0].operator | Exists | tolerations[0].value | x | at '/tolerations/0/value': value must be ''
          tolerations[0].tolerationSeconds | 60 | tolerations[0].effect | NoSchedule | at '/tolerations/0/effect': value must be 'NoExecute'
          topologySpreadConstraints[0].minDomains | 2 | topologySpreadConstraints[0].whenUnsatisfiable | ScheduleAnyway | at '/topologySpreadConstraints/0/whenUnsatisfiable': value must be 'DoNotSchedule'
          topologySpreadConstraints[0].labelSelector.matchExpressions[0].operator | Exists | topologySpreadConstraints[0].labelSelector.matchExpressions[0].values[0] | x | at '/topologySpreadConstraints/0/labelSelector/matchExpressions/0/values': maxItems: got 1, want 0
          """)
  void shouldRefuseValuesThatContradictEachOther(
      String value, String right, String other, String wrong, String message) {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(Map.of(value, right, other, wrong)))
        .withMessageContaining(message);
  }

  /** In bytes 201M are less than 192Mi, and 202M are more. */
  @ParameterizedTest
  @CsvSource({
    "sidecar, cpu, 2001m, 2",
    "producer, cpu, 2.5, 2",
    "test, cpu, 3, 1",
    "producer, memory, 257Mi, 256Mi",
    "consumer, memory, 202M, 192Mi",
    "test, memory, 1Gi, 192Mi",
    "sidecar, ephemeral-storage, 1G, 64Mi"
  })
  void shouldRefuseRequestAboveItsLimit(
      String program, String resource, String request, String limit) {
    String path = program + ".resources.requests." + resource;
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(Map.of(path, request)))
        .withMessageContaining("%s: %s exceeds the limit of %s; lower it", path, request, limit)
        .withMessageContaining("raise %s.resources.limits.%s", program, resource);
  }

  @ParameterizedTest
  @CsvSource({
    "sidecar.resources.requests.cpu, 2000m",
    "producer.resources.requests.cpu, 2.0",
    "consumer.resources.requests.memory, 192Mi",
    "consumer.resources.requests.memory, 201M"
  })
  void shouldTakeRequestUpToItsLimit(String value, String right) {
    assertThat(Chart.render(Map.of(value, right))).isNotEmpty();
  }
}
