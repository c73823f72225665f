package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContainersIT {
  private static final String RENDERINGS = "io.podwire.e2e.chart.ValueSets#renderings";

  @Test
  void shouldStartTheSidecarBeforeTheOthersAndStopItAfterThem() {
    var pod = Pods.workload(Chart.render(Map.of())).getSpec();

    assertThat(pod.getInitContainers()).extracting(Container::getName).containsExactly("sidecar");
    assertThat(pod.getInitContainers().getFirst().getRestartPolicy()).isEqualTo("Always");
    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("producer", "consumer");
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldRequestAndLimitCpuMemoryAndStorageOfEveryContainer(List<HasMetadata> objects) {
    assertThat(Pods.containers(objects))
        .allSatisfy(
            container -> {
              var resources = container.getResources();
              assertThat(resources.getRequests())
                  .containsOnlyKeys("cpu", "memory", "ephemeral-storage");
              assertThat(resources.getLimits())
                  .containsOnlyKeys("cpu", "memory", "ephemeral-storage");
              assertThat(resources.getLimits().keySet())
                  .allSatisfy(
                      name ->
                          assertThat(amount(resources.getLimits(), name))
                              .isGreaterThanOrEqualTo(amount(resources.getRequests(), name)));
            });
  }

  private static BigDecimal amount(Map<String, Quantity> resources, String name) {
    return Objects.requireNonNull(resources.get(name)).getNumericalAmount();
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldBoundEveryVolumeThatIsWritten(List<HasMetadata> objects) {
    assertThat(Pods.of(objects))
        .flatExtracting(pod -> pod.getSpec().getVolumes())
        .filteredOn(volume -> volume.getEmptyDir() != null)
        .hasSize(4)
        .allSatisfy(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldNameEveryPortOnceInAPod(List<HasMetadata> objects) {
    var ports =
        Pods.containers(Pods.workload(objects)).stream()
            .flatMap(container -> container.getPorts().stream())
            .toList();

    assertThat(ports)
        .extracting(ContainerPort::getName)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(ports)
        .extracting(ContainerPort::getContainerPort)
        .containsExactlyInAnyOrder(7400, 7401, 8080, 8081, 8082);
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldNameTheVersionOfEveryImage(List<HasMetadata> objects) {
    assertThat(Pods.containers(objects))
        .extracting(Container::getImage)
        .allMatch(image -> image.matches(".*podwire/(sidecar|producer|consumer):[0-9.]+"));
  }

  @Test
  void shouldTakeEveryImageFromTheRegistryThatWasNamed() {
    assertThat(Pods.containers(Chart.render(Map.of("image.registry", "registry.example.com/team"))))
        .extracting(Container::getImage)
        .allMatch(image -> image.startsWith("registry.example.com/team/podwire/"));
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldProbeEachProgramOverHttp(List<HasMetadata> objects) {
    assertThat(Pods.containers(Pods.workload(objects)))
        .hasSize(3)
        .allSatisfy(
            container ->
                assertThat(probes(container))
                    .allSatisfy(probe -> assertThat(probe.getHttpGet().getHost()).isNull())
                    .extracting(probe -> probe.getHttpGet().getPath())
                    .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready"))
        .allSatisfy(
            container ->
                assertThat(probes(container))
                    .extracting(probe -> probe.getHttpGet().getPort().getStrVal())
                    .containsOnly(container.getName()));
  }

  private static Stream<Probe> probes(Container container) {
    return Stream.of(
        container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
  }
}
