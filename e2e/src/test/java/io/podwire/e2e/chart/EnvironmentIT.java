package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart tells the programs. */
class EnvironmentIT {
  @ParameterizedTest
  @ValueSource(strings = {"sidecar", "producer", "consumer"})
  void shouldTellEachProgramItsPodAndChannels(String program) {
    assertThat(environment(program, Map.of()))
        .containsEntry("PODWIRE_POD", "metadata.name")
        .containsEntry("PODWIRE_HOST", "status.podIP")
        .containsEntry("QUARKUS_HTTP_HOST", "0.0.0.0")
        .containsEntry("PODWIRE_CHANNELS_DIRECTORY", "/ipc/channels")
        .containsEntry("PODWIRE_CHANNELS_FILES_DIRECTORY", "/run/podwire/channels")
        .containsEntry("PODWIRE_CHANNELS_PREFIX", "metadata.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidecar", "producer", "consumer"})
  void shouldTellEachProgramUnderWhichNamesItIsAsked(String program) {
    assertThat(
            hosts(
                program,
                Map.of("allowedHosts[0]", "wires.example.com", "allowedHosts[1]", "192.0.2.7")))
        .containsExactly(
            "podwire",
            "podwire.NAMESPACE",
            "podwire.NAMESPACE.svc",
            "podwire-peers",
            "podwire-peers.NAMESPACE",
            "podwire-peers.NAMESPACE.svc",
            "POD.podwire-peers",
            "POD.podwire-peers.NAMESPACE",
            "POD.podwire-peers.NAMESPACE.svc",
            "wires.example.com",
            "192.0.2.7");
  }

  private static List<String> hosts(String program, Map<String, ?> values) {
    String hosts = environment(program, values).getOrDefault("PODWIRE_HTTP_HOSTS", "");
    return List.of(
        hosts
            .replace("$(PODWIRE_CLUSTER_NAMESPACE)", "NAMESPACE")
            .replace("$(PODWIRE_POD)", "POD")
            .split(","));
  }

  @Test
  void shouldTellTheSidecarAloneWhereItsPeersAre() {
    assertThat(environment("sidecar", Map.of()))
        .containsEntry("PODWIRE_NODE", "spec.nodeName")
        .containsEntry("PODWIRE_CLUSTER_NAMESPACE", "metadata.namespace")
        .containsEntry("PODWIRE_CLUSTER_SERVICE", "podwire-peers")
        .containsEntry("PODWIRE_CLUSTER_WORKLOAD", "podwire")
        .containsEntry("PODWIRE_CLUSTER_RESULTS", "podwire-results");
    assertThat(environment("producer", Map.of())).doesNotContainKey("PODWIRE_CLUSTER_SERVICE");
    assertThat(environment("consumer", Map.of())).doesNotContainKey("PODWIRE_CLUSTER_SERVICE");
  }

  @Test
  void shouldTellTheProducerOfMessagesToLoseOnlyIfAskedTo() {
    assertThat(environment("producer", Map.of("faults.loseEvery", 100)))
        .containsEntry("PODWIRE_FAULTS_LOSE_EVERY", "100");
    assertThat(environment("producer", Map.of())).doesNotContainKey("PODWIRE_FAULTS_LOSE_EVERY");
  }

  @Test
  void shouldShareMemoryAndFilesWithinThePodButNoTemporaryFiles() {
    var objects = Chart.render(Map.of("ipc.sizeLimit", "128Mi"));
    var ipc = Pods.workload(objects).getSpec().getVolumes().getFirst();

    assertThat(ipc.getEmptyDir().getMedium()).isEqualTo("Memory");
    assertThat(ipc.getEmptyDir().getSizeLimit()).hasToString("128Mi");
    for (var program : List.of("sidecar", "producer", "consumer")) {
      assertThat(Pods.program(program, objects).getVolumeMounts())
          .extracting(mount -> mount.getMountPath() + " " + mount.getSubPath())
          .contains("/ipc null", "/run/podwire null", "/tmp " + program);
    }
  }

  private static Map<String, String> environment(String program, Map<String, ?> values) {
    List<HasMetadata> objects = Chart.render(values);
    return Pods.program(program, objects).getEnv().stream()
        .collect(Collectors.toMap(EnvVar::getName, EnvironmentIT::valueOrField));
  }

  private static String valueOrField(EnvVar variable) {
    var from = variable.getValueFrom();
    return from == null ? variable.getValue() : from.getFieldRef().getFieldPath();
  }
}
