package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartIT {
  @Test
  void shouldPassTheStrictLint() {
    var lint = Chart.helm(Chart.DIRECTORY).lint().strict().call();

    assertThat(lint.isFailed()).isFalse();
    assertThat(lint.getMessages()).allSatisfy(message -> assertThat(message).startsWith("[INFO]"));
  }

  @Test
  void shouldInstallTheImagesOfTheProjectsVersion() throws Exception {
    String version = Chart.projectVersion();

    assertThat(Pods.containers(Chart.render(Map.of())))
        .extracting(container -> container.getImage())
        .containsOnly(
            "podwire/sidecar:" + version,
            "podwire/producer:" + version,
            "podwire/consumer:" + version);
  }

  /** A kind that is not among these would pass every rule by not being looked at. */
  @ParameterizedTest
  @MethodSource("io.podwire.e2e.chart.ValueSets#renderings")
  void shouldMakeOnlyKindsThatTheRulesLookAt(List<HasMetadata> objects) {
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .filteredOn(kind -> !List.of("NetworkPolicy", "Secret").contains(kind)) // not always there
        .containsExactlyInAnyOrder(
            "ServiceAccount",
            "Role",
            "RoleBinding",
            "Service",
            "Service",
            "PodDisruptionBudget",
            "StatefulSet",
            "Pod");
  }

  @Test
  void shouldRefuseKubernetesWithoutStableNativeSidecars() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render("podwire", "1.32.9", Map.of()))
        .withMessageContaining("requires kubeVersion: >=1.33.0-0")
        .withMessageContaining("v1.32.9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.33.0", "1.33.1-gke.1045000", "1.34.0+k3s1", "1.36.3"})
  void shouldAdmitKubernetesFromTheFirstStableNativeSidecarsOn(String kubernetes) {
    assertThat(Chart.render("podwire", kubernetes, Map.of())).isNotEmpty();
  }

  @Test
  void shouldRefuseReleaseNameThatLeavesNoRoomForItsObjects() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Chart.render("podwire-".repeat(5) + "boundary", Chart.OLDEST_KUBERNETES, Map.of()))
        .withMessageContaining("48 characters long, 45 are allowed: take a shorter release name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2nd-podwire", "my.podwire"})
  void shouldRefuseReleaseNameThatNoServiceMayHave(String release) {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(release, Chart.OLDEST_KUBERNETES, Map.of()))
        .withMessageContaining("\"%s\" cannot name a Service", release)
        .withMessageContaining("letters, digits and hyphens that begins with a letter");
  }

  @Test
  void shouldRefuseTheTagLatest() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(Map.of("image.tag", "latest")))
        .withMessageContaining("image.tag: latest says nothing about what runs")
        .withMessageContaining("name a version");
  }
}
