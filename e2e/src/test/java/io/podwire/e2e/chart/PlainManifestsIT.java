package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests for those who do not use Helm. */
class PlainManifestsIT {
  /** No manifest in the sources holds a token. */
  private static final Map<String, String> OWN_SECRET =
      Map.of("token.existingSecret", "podwire-token");

  private static final Path DIRECTORY = Chart.ROOT.resolve("k8s");

  @Test
  void shouldEqualTheRenderedChart() throws Exception {
    var plain = Manifests.trees(Manifests.readAll(DIRECTORY.resolve("base")));
    var chart = rendered(OWN_SECRET);

    var objects = new TreeSet<>(plain.keySet());
    objects.addAll(chart.keySet());
    assertThat(objects)
        .filteredOn(object -> !Objects.equals(plain.get(object), chart.get(object)))
        .as("objects of k8s/base that are not the chart's; k8s/render renders them again")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-node", "cross-node"})
  void shouldPlacePodsInAnOverlayAsTheChartDoes(String placement) {
    List<HasMetadata> overlay = Kustomize.build(DIRECTORY.resolve("overlays/" + placement));
    List<HasMetadata> chart = Chart.render(Map.of("placement", placement));

    assertThat(Pods.workload(overlay).getSpec()).isEqualTo(Pods.workload(chart).getSpec());
    assertThat(Pods.workload(overlay).getMetadata().getLabels())
        .containsEntry("podwire.io/placement", placement);
  }

  @Test
  void shouldFindRoomForTheCrossNodeOverlayOnTwoNodes() {
    List<HasMetadata> overlay = Kustomize.build(DIRECTORY.resolve("overlays/cross-node"));

    assertThat(Manifests.only(StatefulSet.class, overlay).getSpec().getReplicas()).isEqualTo(2);
  }

  @Test
  void shouldApplyEveryObjectUnderKustomizesName() {
    List<HasMetadata> applied = Kustomize.build(DIRECTORY);

    assertThat(Manifests.trees(applied)).hasSameSizeAs(rendered(OWN_SECRET));
    assertThat(applied)
        .extracting(it -> it.getMetadata().getLabels().get("app.kubernetes.io/managed-by"))
        .containsOnly("kustomize");
    assertThat(applied).extracting(it -> it.getMetadata().getNamespace()).containsOnly("default");
  }

  /** As docs/operations.md has it: a kustomization of one's own around this one. */
  @Test
  void shouldGoIntoANamespaceAndTakeItsImagesFromARegistryThatWereNamed() throws IOException {
    Path own = Files.createTempDirectory(Path.of("target"), "kustomization").toAbsolutePath();
    Files.writeString(own.resolve("kustomization.yaml"), example(own.relativize(DIRECTORY)));

    List<HasMetadata> applied = Kustomize.build(own);

    assertThat(applied).extracting(it -> it.getMetadata().getNamespace()).containsOnly("wires");
    assertThat(Manifests.only(RoleBinding.class, applied).getSubjects())
        .extracting(Subject::getNamespace)
        .containsExactly("wires");
    assertThat(Pods.containers(Pods.workload(applied)))
        .extracting(Container::getImage)
        .allMatch(image -> image.startsWith("registry.example.com/team/podwire/"));
  }

  /** The example of the documentation, which lies in a folder beside the manifests. */
  private static String example(Path manifests) throws IOException {
    String page = Files.readString(Chart.ROOT.resolve("docs/operations.md"));
    int begin = page.indexOf("    namespace: wires\n");
    String example = page.substring(begin, page.indexOf("\n\n", begin)).stripIndent();
    assertThat(example).contains("[../k8s]");
    return example.replace("[../k8s]", "[" + manifests + "]");
  }

  private static Map<String, JsonNode> rendered(Map<String, ?> values) {
    return Manifests.trees(
        Chart.render(values).stream().filter(object -> !(object instanceof Pod)).toList());
  }
}
