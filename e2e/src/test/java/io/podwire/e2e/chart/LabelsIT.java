package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsIT {
  private static final String RENDERINGS = "io.podwire.e2e.chart.ValueSets#renderings";
  private static final String PREFIX = "app.kubernetes.io/";
  private static final String[] RECOMMENDED = {
    PREFIX + "name",
    PREFIX + "instance",
    PREFIX + "component",
    PREFIX + "version",
    PREFIX + "managed-by",
    PREFIX + "part-of"
  };

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldLabelEveryObjectAndPodAsKubernetesRecommends(List<HasMetadata> objects) {
    assertThat(objects)
        .allSatisfy(it -> assertThat(it.getMetadata().getLabels()).containsKeys(RECOMMENDED));
    assertThat(Pods.of(objects))
        .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels()).containsKeys(RECOMMENDED));
  }

  /** A pod's labels hold the StatefulSet's name and a hash; 63 characters are allowed. */
  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldKeepNamesAndLabelsAsShortAsKubernetesWantsThem(List<HasMetadata> objects) {
    assertThat(objects)
        .allSatisfy(it -> assertThat(it.getMetadata().getName()).matches("[a-z][-a-z0-9]{1,62}"))
        .allSatisfy(
            it ->
                assertThat(it.getMetadata().getLabels().values())
                    .allMatch(value -> value.matches("[A-Za-z0-9]([-.\\w]{0,61}[A-Za-z0-9])?")));
    assertThat(Manifests.only(StatefulSet.class, objects).getMetadata().getName())
        .hasSizeLessThanOrEqualTo(52);
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldSelectThePodsByWhatNeverChanges(List<HasMetadata> objects) {
    var pod = Pods.workload(objects).getMetadata().getLabels();

    assertThat(podSelectors(objects))
        .hasSize(4)
        .allSatisfy(
            selector -> {
              assertThat(selector)
                  .containsOnlyKeys(PREFIX + "name", PREFIX + "instance", PREFIX + "component");
              assertThat(pod).containsAllEntriesOf(selector);
            });
  }

  @ParameterizedTest
  @MethodSource(RENDERINGS)
  void shouldNotTakeTheTestForAPodThatIsMeasured(List<HasMetadata> objects) {
    var test = Pods.of(objects).getLast().getMetadata().getLabels();

    assertThat(podSelectors(objects))
        .noneMatch(selector -> test.entrySet().containsAll(selector.entrySet()));
    assertThat(test).containsEntry(PREFIX + "component", "test");
  }

  @Test
  void shouldDenyByNameAndInstanceWhateverTheComponent() {
    var objects = Chart.render(Map.of());

    assertThat(Manifests.named("podwire-deny", NetworkPolicy.class, objects))
        .extracting(policy -> policy.getSpec().getPodSelector().getMatchLabels())
        .isEqualTo(Map.of(PREFIX + "name", "podwire", PREFIX + "instance", "podwire"));
  }

  @Test
  void shouldNameObjectsAfterTheRelease() {
    assertThat(names("podwire")).contains("podwire", "podwire-peers");
    assertThat(names("my-podwire")).contains("my-podwire", "my-podwire-peers");
    assertThat(names("prices")).contains("prices-podwire", "prices-podwire-peers");
  }

  @Test
  void shouldKeepTwoReleasesOfANamespaceApart() {
    var podwire = Chart.render(Map.of());
    var prices = Chart.render("prices", Chart.OLDEST_KUBERNETES, Map.of());

    assertThat(Manifests.trees(podwire).keySet())
        .hasSameSizeAs(Manifests.trees(prices).keySet())
        .doesNotContainAnyElementsOf(Manifests.trees(prices).keySet());
    for (var pod : Pods.of(prices)) {
      assertThat(everySelector(podwire))
          .hasSize(11)
          .noneMatch(it -> pod.getMetadata().getLabels().entrySet().containsAll(it.entrySet()));
    }
  }

  /** Those, and what affinity and network policies select. */
  private static List<Map<String, String>> everySelector(List<HasMetadata> objects) {
    List<Map<String, String>> selectors = new ArrayList<>(podSelectors(objects));
    var affinity = Pods.workload(objects).getSpec().getAffinity();
    Stream.of(
            affinity.getPodAffinity().getPreferredDuringSchedulingIgnoredDuringExecution(),
            affinity.getPodAntiAffinity().getPreferredDuringSchedulingIgnoredDuringExecution())
        .flatMap(List::stream)
        .forEach(it -> selectors.add(it.getPodAffinityTerm().getLabelSelector().getMatchLabels()));
    for (var policy : Manifests.all(NetworkPolicy.class, objects)) {
      var spec = policy.getSpec();
      selectors.add(spec.getPodSelector().getMatchLabels());
      spec.getIngress().stream()
          .flatMap(rule -> rule.getFrom().stream())
          .forEach(from -> selectors.add(from.getPodSelector().getMatchLabels()));
    }
    return selectors;
  }

  private static List<String> names(String release) {
    return Chart.render(release, Chart.OLDEST_KUBERNETES, Map.of()).stream()
        .map(object -> object.getMetadata().getName())
        .toList();
  }

  /** Selectors of the workload, both Services and the disruption budget. */
  private static List<Map<String, String>> podSelectors(List<HasMetadata> objects) {
    List<Map<String, String>> selectors = new ArrayList<>();
    Manifests.all(Service.class, objects).forEach(it -> selectors.add(it.getSpec().getSelector()));
    selectors.add(
        Manifests.only(StatefulSet.class, objects).getSpec().getSelector().getMatchLabels());
    selectors.add(
        Manifests.only(PodDisruptionBudget.class, objects)
            .getSpec()
            .getSelector()
            .getMatchLabels());
    return selectors;
  }
}
