package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Sysctl;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What pods and the Service have only where it was asked for, and then have in its place. */
class OptionalValuesIT {
  private static final Map.Entry<String, String> DEFAULT_CONTAINER =
      Map.entry("kubectl.kubernetes.io/default-container", "sidecar");

  private final List<HasMetadata> plain = Chart.render(Map.of());
  private final List<HasMetadata> full = Chart.render(ValueSets.EVERYTHING);

  @Test
  void shouldSetNothingInAPodThatWasNotAskedFor() {
    assertThat(Pods.of(plain))
        .extracting(PodTemplateSpec::getSpec)
        .hasSize(2)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getSysctls()).isEmpty();
              assertThat(pod.getNodeSelector()).isEmpty();
              assertThat(pod.getTolerations()).isEmpty();
              assertThat(pod.getTopologySpreadConstraints()).isEmpty();
              assertThat(pod.getPriorityClassName()).isNull();
              assertThat(pod.getImagePullSecrets()).isEmpty();
            });
    assertThat(Pods.workload(plain).getSpec().getTerminationGracePeriodSeconds()).isEqualTo(30);
  }

  @Test
  void shouldAddNoLabelOrAnnotationThatWasNotAskedFor() {
    var pod = Pods.workload(plain).getMetadata();

    assertThat(pod.getLabels().keySet())
        .allMatch(key -> key.startsWith("app.kubernetes.io/") || key.startsWith("podwire.io/"));
    assertThat(pod.getAnnotations()).containsExactly(DEFAULT_CONTAINER);
  }

  @Test
  void shouldPutPodsWhereTheValuesSay() {
    PodSpec pod = Pods.workload(full).getSpec();

    assertThat(pod.getPriorityClassName()).isEqualTo("low");
    assertThat(pod.getTopologySpreadConstraints())
        .containsExactly(spread("example.com/rack", 1, "ScheduleAnyway"));
  }

  private static TopologySpreadConstraint spread(String key, int maxSkew, String otherwise) {
    var constraint = new TopologySpreadConstraint();
    constraint.setTopologyKey(key);
    constraint.setMaxSkew(maxSkew);
    constraint.setWhenUnsatisfiable(otherwise);
    return constraint;
  }

  @Test
  void shouldLetTheTestPodGoWhereTheOthersMay() {
    assertThat(Pods.of(full))
        .extracting(PodTemplateSpec::getSpec)
        .hasSize(2)
        .allSatisfy(
            pod -> {
              assertThat(pod.getNodeSelector()).containsExactly(Map.entry("disk", "ssd"));
              assertThat(pod.getTolerations())
                  .containsExactly(new Toleration("NoSchedule", null, "Exists", null, null));
              assertThat(pod.getImagePullSecrets())
                  .containsExactly(new LocalObjectReference("pull"));
            });
  }

  @Test
  void shouldSetUpPodsAsTheValuesSay() {
    PodTemplateSpec pod = Pods.workload(full);

    assertThat(pod.getSpec().getSecurityContext().getSysctls())
        .containsExactly(new Sysctl("net.ipv4.ping_group_range", "0 1"));
    assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(45);
    assertThat(pod.getMetadata().getLabels()).containsEntry("team", "wires").hasSize(8);
    assertThat(pod.getMetadata().getAnnotations())
        .containsOnly(DEFAULT_CONTAINER, Map.entry("note", "measured"));
  }

  @Test
  void shouldOpenThePageByTheTypeThatTheValuesSay() {
    assertThat(serviceType("podwire", plain)).isEqualTo("ClusterIP");
    assertThat(serviceType("podwire", full)).isEqualTo("NodePort");
    assertThat(serviceType("podwire-peers", full)).isNotEqualTo("NodePort");
  }

  private static String serviceType(String name, List<HasMetadata> objects) {
    return Manifests.named(name, Service.class, objects).getSpec().getType();
  }
}
