package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The token that callers show who change something. */
class TokenIT {
  private static final String RENDERINGS = "io.podwire.e2e.chart.ValueSets#renderings";
  private static final int GROUP_MAY_READ = 0440;

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldGiveEveryContainerTheTokenToRead(List<HasMetadata> objects) {
    assertThat(Pods.containers(objects))
        .hasSize(4)
        .allSatisfy(
            container -> {
              assertThat(container.getEnv())
                  .filteredOn(variable -> variable.getName().equals("PODWIRE_TOKEN_FILE"))
                  .extracting(variable -> variable.getValue())
                  .containsExactly("/etc/podwire/token");
              assertThat(container.getVolumeMounts())
                  .filteredOn(mount -> mount.getMountPath().equals("/etc/podwire"))
                  .singleElement()
                  .satisfies(mount -> assertThat(mount.getReadOnly()).isTrue())
                  .satisfies(mount -> assertThat(mount.getName()).isEqualTo("access"));
            });
    assertThat(Pods.of(objects))
        .allSatisfy(
            pod ->
                assertThat(access(pod.getSpec()).getProjected().getDefaultMode())
                    .isEqualTo(GROUP_MAY_READ));
  }

  @Test
  void shouldMakeASecretOfItsOwnWithARandomToken() {
    var objects = Chart.render("prices", Chart.OLDEST_KUBERNETES, Map.of());
    Secret secret = Manifests.only(Secret.class, objects);

    assertThat(secret.getMetadata().getName()).isEqualTo("prices-podwire-token");
    assertThat(secretsOf(objects)).containsOnly("prices-podwire-token");
    assertThat(token(objects))
        .matches("[A-Za-z0-9]{43}")
        .isNotEqualTo(token(Chart.render(Map.of())));
  }

  @Test
  void shouldTakeTheSecretThatIsThere() {
    var objects = Chart.render(Map.of("token.existingSecret", "own"));

    assertThat(objects).noneMatch(Secret.class::isInstance);
    assertThat(secretsOf(objects)).containsOnly("own");
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldLetNoPodAskTheApiForSecrets(List<HasMetadata> objects) {
    assertThat(Manifests.only(Role.class, objects).getRules())
        .noneMatch(rule -> rule.getResources().contains("secrets"));
  }

  private static String token(List<HasMetadata> objects) {
    String encoded = Manifests.only(Secret.class, objects).getData().get("token");
    return new String(
        Base64.getDecoder().decode(encoded), java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static Set<String> secretsOf(List<HasMetadata> objects) {
    return Pods.of(objects).stream()
        .map(pod -> access(pod.getSpec()))
        .map(volume -> volume.getProjected().getSources().getFirst().getSecret().getName())
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Volume access(PodSpec pod) {
    return pod.getVolumes().stream()
        .filter(volume -> volume.getName().equals("access"))
        .findFirst()
        .orElseThrow();
  }
}
