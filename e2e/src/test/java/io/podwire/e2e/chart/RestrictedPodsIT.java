package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The restricted Pod Security Standard, and a root file system that nobody writes. */
class RestrictedPodsIT {
  private static final String RENDERINGS = "io.podwire.e2e.chart.ValueSets#renderings";
  private static final List<String> SAFE_SYSCTLS =
      List.of("net.ipv4.ping_group_range", "net.ipv4.ip_local_port_range");

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldRunPodsAsAnOrdinaryUserUnderTheRuntimesSeccompProfile(List<HasMetadata> objects) {
    assertThat(Pods.of(objects))
        .allSatisfy(
            pod -> {
              var security = pod.getSpec().getSecurityContext();
              assertThat(security.getRunAsNonRoot()).isTrue();
              assertThat(security.getRunAsUser()).isGreaterThanOrEqualTo(1000);
              assertThat(security.getRunAsGroup()).isEqualTo(security.getRunAsUser());
              assertThat(security.getFsGroup()).isEqualTo(security.getRunAsUser());
              assertThat(security.getSupplementalGroups()).isEmpty();
              assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
              assertThat(security.getSeLinuxOptions()).isNull();
              assertThat(security.getAppArmorProfile()).isNull();
              assertThat(security.getSysctls())
                  .allSatisfy(sysctl -> assertThat(SAFE_SYSCTLS).contains(sysctl.getName()));
            });
  }

  @Test
  void shouldRunEveryPodAsTheUserThatWasAskedFor() {
    assertThat(userOf(Map.of())).containsOnly(10_001L);
    assertThat(userOf(Map.of("runAsUser", 1_000_650_000))).containsOnly(1_000_650_000L);
  }

  private static List<Long> userOf(Map<String, ?> values) {
    return Pods.of(Chart.render(values)).stream()
        .map(pod -> pod.getSpec().getSecurityContext().getRunAsUser())
        .toList();
  }

  @Test
  void shouldGiveAFileOfValuesTheSameUser(@TempDir Path folder) throws IOException {
    // a file's numbers are floating, which Go writes as 1.00065e+09
    Path file = Files.writeString(folder.resolve("values.yaml"), "runAsUser: 1000650000");

    assertThat(Chart.renderFile(file)).contains("runAsUser: 1000650000", "fsGroup: 1000650000");
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
              assertThat(security.getRunAsNonRoot()).isNotEqualTo(false);
              assertThat(security.getSeccompProfile()).isNull();
              assertThat(security.getSeLinuxOptions()).isNull();
              assertThat(security.getAppArmorProfile()).isNull();
              assertThat(security.getProcMount()).isNull();
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
