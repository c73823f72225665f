package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Affinity by the value placement. */
class PlacementIT {
  /**
   * The scheduler adds up the terms of both pods that meet, so it is the sums that bring pods 0 and
   * 1 together and keep the others away, from them and from each other.
   */
  @Test
  void shouldBringPods0And1TogetherAndKeepOthersAway() {
    Affinity affinity = affinity(Map.of());

    assertThat(weight(affinity, 0) + weight(affinity, 1)).isPositive();
    assertThat(weight(affinity, 0) + weight(affinity, 2)).isNegative();
    assertThat(weight(affinity, 1) + weight(affinity, 2)).isNegative();
    assertThat(weight(affinity, 2) + weight(affinity, 3)).isNegative();
  }

  @Test
  void shouldOnlyPreferSoThatOneNodeIsEnough() {
    Affinity affinity = affinity(Map.of());

    assertThat(affinity.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
        .isEmpty();
    assertThat(affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
        .isEmpty();
    assertThat(affinity.getNodeAffinity()).isNull();
  }

  @Test
  void shouldBindPodsToOneNodeOrToANodeEach() {
    Affinity same = affinity(Map.of("placement", "same-node"));
    Affinity cross = affinity(Map.of("placement", "cross-node"));

    var together = same.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
    var apart = cross.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
    assertThat(together).hasSize(1);
    assertThat(apart).hasSize(1);
    assertThat(together.getFirst().getTopologyKey()).isEqualTo("kubernetes.io/hostname");
    assertThat(apart.getFirst().getTopologyKey()).isEqualTo("kubernetes.io/hostname");
    assertThat(same.getPodAntiAffinity()).isNull();
    assertThat(cross.getPodAffinity()).isNull();
  }

  /** Else pods of the old placement keep those of the new one away while a release goes over. */
  @ParameterizedTest
  @ValueSource(strings = {"same-node", "cross-node"})
  void shouldRequireItOfPodsOfThatPlacementOnly(String placement) {
    var pod = Pods.workload(Chart.render(Map.of("placement", placement)));
    String other = placement.equals("same-node") ? "cross-node" : "same-node";
    var otherPod = Pods.workload(Chart.render(Map.of("placement", other)));
    Map<String, String> selected = selected(pod.getSpec().getAffinity());

    assertThat(selected)
        .containsOnlyKeys(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/component",
            "podwire.io/placement");
    assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(selected);
    assertThat(otherPod.getMetadata().getLabels().entrySet().containsAll(selected.entrySet()))
        .isFalse();
  }

  private static Map<String, String> selected(Affinity affinity) {
    var terms =
        affinity.getPodAffinity() == null
            ? affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution()
            : affinity.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
    return terms.getFirst().getLabelSelector().getMatchLabels();
  }

  @Test
  void shouldLeavePlacementToTheSchedulerIfToldTo() {
    assertThat(Pods.workload(Chart.render(Map.of("placement", "none"))).getSpec().getAffinity())
        .isNull();
  }

  private static Affinity affinity(Map<String, ?> values) {
    return Pods.workload(Chart.render(values)).getSpec().getAffinity();
  }

  /** How much a pod's terms want to be with the pod of this index. */
  private static int weight(Affinity affinity, int index) {
    return sum(
            affinity.getPodAffinity().getPreferredDuringSchedulingIgnoredDuringExecution(), index)
        - sum(
            affinity.getPodAntiAffinity().getPreferredDuringSchedulingIgnoredDuringExecution(),
            index);
  }

  private static int sum(List<WeightedPodAffinityTerm> terms, int index) {
    return terms.stream()
        .filter(term -> selects(term, index))
        .mapToInt(WeightedPodAffinityTerm::getWeight)
        .sum();
  }

  private static boolean selects(WeightedPodAffinityTerm term, int index) {
    var selector = term.getPodAffinityTerm().getLabelSelector();
    assertThat(selector.getMatchLabels()).containsEntry("app.kubernetes.io/component", "pod");
    return selector.getMatchExpressions().stream().allMatch(it -> matches(it, index));
  }

  private static boolean matches(LabelSelectorRequirement requirement, int index) {
    assertThat(requirement.getKey()).isEqualTo("apps.kubernetes.io/pod-index");
    boolean named = requirement.getValues().contains("" + index);
    return requirement.getOperator().equals("In") == named;
  }
}
