package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask the API server what. */
class AccessIT {
  private static final String RENDERINGS = "io.podwire.e2e.chart.ValueSets#renderings";
  private static final String TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount";

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldGiveATokenToTheSidecarAlone(List<HasMetadata> objects) {
    assertThat(Manifests.only(ServiceAccount.class, objects).getAutomountServiceAccountToken())
        .isFalse();
    assertThat(Pods.of(objects))
        .allSatisfy(pod -> assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse());
    assertThat(Pods.of(objects))
        .flatExtracting(pod -> pod.getSpec().getVolumes())
        .filteredOn(AccessIT::holdsToken)
        .extracting(Volume::getName)
        .containsExactly("token");
    assertThat(Pods.containers(objects))
        .filteredOn(container -> !tokenMounts(container).isEmpty())
        .singleElement()
        .satisfies(
            sidecar -> {
              assertThat(sidecar.getName()).isEqualTo("sidecar");
              assertThat(tokenMounts(sidecar)).containsExactly(TOKEN);
            });
  }

  @Test
  void shouldLetTheSidecarDoExactlyWhatItNeeds() {
    var objects = Chart.render(Map.of());

    assertThat(Manifests.only(Role.class, objects).getRules())
        .containsExactlyInAnyOrder(
            rule("discovery.k8s.io", "endpointslices", List.of("list", "watch")),
            rule("", "configmaps", List.of("create")),
            rule("", "configmaps", List.of("get", "update"), "podwire-results"),
            rule("apps", "statefulsets", List.of("get"), "podwire"));
  }

  @Test
  void shouldBindTheRoleToTheReleasesServiceAccount() {
    var objects = Chart.render("prices", Chart.OLDEST_KUBERNETES, Map.of());
    var binding = Manifests.only(RoleBinding.class, objects);

    assertThat(binding.getRoleRef().getName()).isEqualTo("prices-podwire");
    assertThat(binding.getSubjects())
        .containsExactly(new Subject(null, "ServiceAccount", "prices-podwire", "default"));
    assertThat(Pods.workload(objects).getSpec().getServiceAccountName())
        .isEqualTo("prices-podwire");
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldKeepTheServicesVariablesOutOfTheConfiguration(List<HasMetadata> objects) {
    assertThat(Pods.of(objects))
        .allSatisfy(pod -> assertThat(pod.getSpec().getEnableServiceLinks()).isFalse());
  }

  private static boolean holdsToken(Volume volume) {
    return volume.getProjected() != null
        && volume.getProjected().getSources().stream()
            .anyMatch(source -> source.getServiceAccountToken() != null);
  }

  private static List<String> tokenMounts(Container container) {
    return container.getVolumeMounts().stream()
        .filter(mount -> mount.getName().equals("token"))
        .map(VolumeMount::getMountPath)
        .toList();
  }

  private static PolicyRule rule(
      String group, String resource, List<String> verbs, String... names) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withResourceNames(names)
        .withVerbs(verbs)
        .build();
  }
}
