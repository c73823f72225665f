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
    assertThat(Pods.workload(objects).getMetadata().getLabels()).containsKeys(RECOMMENDED);
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
