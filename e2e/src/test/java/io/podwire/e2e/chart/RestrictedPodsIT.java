package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The restricted Pod Security Standard, and a root file system that nobody writes. */
class RestrictedPodsIT {
  private static final String RENDERINGS = "io.podwire.e2e.chart.ValueSets#renderings";

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldRunPodsAsAnOrdinaryUserUnderTheRuntimesSeccompProfile(List<HasMetadata> objects) {
    assertThat(Pods.of(objects))
        .allSatisfy(
            pod -> {
              var security = pod.getSpec().getSecurityContext();
              assertThat(security.getRunAsNonRoot()).isTrue();
              assertThat(security.getRunAsUser()).isEqualTo(10001);
              assertThat(security.getRunAsGroup()).isEqualTo(10001);
              assertThat(security.getFsGroup()).isEqualTo(10001);
              assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            });
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldTakeEveryPrivilegeFromContainers(List<HasMetadata> objects) {
    assertThat(Pods.containers(objects))
        .allSatisfy(
            container -> {
              var security = container.getSecurityContext();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getPrivileged()).isNotEqualTo(true);
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(security.getCapabilities().getAdd()).isEmpty();
              assertThat(security.getRunAsUser()).isNull();
            });
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldKeepPodsOffTheirNode(List<HasMetadata> objects) {
    assertThat(Pods.of(objects))
        .allSatisfy(
            pod -> {
              PodSpec spec = pod.getSpec();
              assertThat(spec.getHostNetwork()).isNotEqualTo(true);
              assertThat(spec.getHostPID()).isNotEqualTo(true);
              assertThat(spec.getHostIPC()).isNotEqualTo(true);
              assertThat(spec.getVolumes()).isNotEmpty().allMatch(RestrictedPodsIT::isOfThePod);
              assertThat(Pods.containers(pod))
                  .flatExtracting(container -> container.getPorts())
                  .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
            });
  }

  private static boolean isOfThePod(Volume volume) {
    return volume.getEmptyDir() != null || volume.getProjected() != null;
  }
}
