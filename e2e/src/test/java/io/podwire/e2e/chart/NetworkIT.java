package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkIT {
  @Test
  void shouldShowPageAndApiOnTheServiceAndAllPortsToPeers() {
    var objects = Chart.render(Map.of());

    var service = Manifests.named("podwire", Service.class, objects).getSpec();
    assertThat(service.getPorts()).extracting(ServicePort::getPort).containsExactly(8080);
    assertThat(service.getSessionAffinity()).isEqualTo("ClientIP");

    var peers = Manifests.named("podwire-peers", Service.class, objects).getSpec();
    assertThat(peers.getClusterIP()).isEqualTo("None");
    assertThat(peers.getPublishNotReadyAddresses()).isFalse();
    assertThat(peers.getPorts())
        .extracting(ServicePort::getPort)
        .containsExactly(7400, 8080, 8081, 8082);
  }

  @ParameterizedTest
  @MethodSource("io.podwire.e2e.chart.ValueSets#renderings")
  void shouldLeadEachServicesPortToAPortOfAContainer(List<HasMetadata> objects) {
    var ports =
        Pods.containers(Pods.workload(objects)).stream()
            .flatMap(container -> container.getPorts().stream())
            .map(port -> port.getName() + " " + port.getContainerPort())
            .toList();

    assertThat(Manifests.all(Service.class, objects))
        .flatExtracting(service -> service.getSpec().getPorts())
        .hasSize(5)
        .extracting(port -> port.getTargetPort().getStrVal() + " " + port.getPort())
        .isSubsetOf(ports);
  }

  @Test
  void shouldDenyEverythingAtFirst() {
    var deny = policy("podwire-deny", Map.of()).getSpec();

    assertThat(deny.getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(deny.getIngress()).isEmpty();
    assertThat(deny.getEgress()).isEmpty();
  }

  @Test
  void shouldOpenRelayLiveFlowRunsAndHttpBetweenPods() {
    var policy = policy("podwire", Map.of()).getSpec();

    assertThat(ranges(policy.getIngress().getFirst().getPorts()))
        .containsExactly("8080-8082", "7400-7401", "17400-19399");
    assertThat(policy.getEgress().getFirst().getPorts())
        .isEqualTo(policy.getIngress().getFirst().getPorts());
  }

  @Test
  void shouldReachTheApiServerByItsPorts() {
    var policy = policy("podwire", Map.of()).getSpec();

    assertThat(policy.getEgress().getLast().getTo()).isEmpty();
    assertThat(ranges(policy.getEgress().getLast().getPorts()))
        .containsExactly("443", "6443", "8443", "16443");
  }

  @Test
  void shouldOpenThePageToTheTestAndToAddressesThatWereNamed() {
    var page =
        policy("podwire", Map.of("networkPolicy.ingressCidrs[0]", "192.0.2.0/24"))
            .getSpec()
            .getIngress()
            .getLast();

    assertThat(ranges(page.getPorts())).containsExactly("8080");
    assertThat(page.getFrom()).hasSize(2);
    assertThat(page.getFrom().getFirst().getPodSelector().getMatchLabels())
        .containsEntry("app.kubernetes.io/component", "test");
    assertThat(page.getFrom().getLast().getIpBlock().getCidr()).isEqualTo("192.0.2.0/24");
  }

  @Test
  void shouldOpenPageAndMetricsOfAllProgramsToNamespacesThatWereNamed() {
    var objects =
        Chart.render(
            Map.of(
                "networkPolicy.ingressNamespaces[0]", "monitoring",
                "networkPolicy.ingressNamespaces[1]", "tools"));
    var policy = Manifests.named("podwire", NetworkPolicy.class, objects).getSpec();
    var metrics = policy.getIngress().getLast();

    assertThat(ranges(metrics.getPorts())).containsExactly("8080-8082");
    assertThat(metrics.getFrom())
        .extracting(from -> from.getNamespaceSelector().getMatchLabels())
        .containsExactly(
            Map.of("kubernetes.io/metadata.name", "monitoring"),
            Map.of("kubernetes.io/metadata.name", "tools"));
    assertThat(policy.getIngress()).hasSize(3);
    assertThat(policy("podwire", Map.of()).getSpec().getIngress()).hasSize(2);
  }

  @Test
  void shouldLetTheTestAskForAComparisonAndNothingElse() {
    var test = policy("podwire-test", Map.of()).getSpec();

    assertThat(test.getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(test.getIngress()).isEmpty();
    assertThat(test.getEgress())
        .extracting(rule -> ranges(rule.getPorts()))
        .containsExactly(List.of("8080"), List.of("53", "53"));
    assertThat(test.getEgress().getFirst().getTo())
        .singleElement()
        .satisfies(
            to ->
                assertThat(to.getPodSelector().getMatchLabels())
                    .containsEntry("app.kubernetes.io/component", "pod"));
  }

  @ParameterizedTest
  @MethodSource("io.podwire.e2e.chart.ValueSets#renderings")
  void shouldDenyBothPodsAndAllowEachItsOwn(List<HasMetadata> objects) {
    List<String> selected =
        Manifests.all(NetworkPolicy.class, objects).stream()
            .flatMap(policy -> selected(policy, objects))
            .toList();

    assertThat(selected).isIn(List.of(), List.of("-deny pod", "-deny test", " pod", "-test test"));
  }

  /** The components of the pods that a policy is about, behind the end of its name. */
  private static Stream<String> selected(NetworkPolicy policy, List<HasMetadata> objects) {
    String workload = Manifests.only(StatefulSet.class, objects).getMetadata().getName();
    var selector = policy.getSpec().getPodSelector().getMatchLabels().entrySet();
    return Pods.of(objects).stream()
        .map(pod -> pod.getMetadata().getLabels())
        .filter(labels -> labels.entrySet().containsAll(selector))
        .map(labels -> labels.get("app.kubernetes.io/component"))
        .map(component -> policy.getMetadata().getName().replace(workload, "") + " " + component);
  }

  @Test
  void shouldCloseRelayAndRunsBetweenPodsIfToldToIsolateThem() {
    var policy = policy("podwire", Map.of("faults.isolate", true, "networkPolicy.enabled", false));

    assertThat(ranges(policy.getSpec().getIngress().getFirst().getPorts()))
        .containsExactly("8080-8082");
  }

  @Test
  void shouldLeavePoliciesToTheClusterIfToldTo() {
    var objects = Chart.render(Map.of("networkPolicy.enabled", false));

    assertThat(Manifests.all(NetworkPolicy.class, objects)).isEmpty();
  }

  private static NetworkPolicy policy(String name, Map<String, ?> values) {
    return Manifests.named(name, NetworkPolicy.class, Chart.render(values));
  }

  private static List<String> ranges(List<NetworkPolicyPort> ports) {
    return ports.stream().map(NetworkIT::range).toList();
  }

  private static String range(NetworkPolicyPort port) {
    int first = port.getPort().getIntVal();
    return port.getEndPort() == null ? "" + first : first + "-" + port.getEndPort();
  }
}
