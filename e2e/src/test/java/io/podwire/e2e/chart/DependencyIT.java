package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart as a dependency of another one, which may switch it off. */
class DependencyIT {
  @TempDir Path parent;

  @BeforeEach
  void makeParent() throws IOException {
    Files.writeString(
        parent.resolve("Chart.yaml"),
        """
        apiVersion: v2
        name: parent
        version: 1.0.0
        dependencies:
          - name: podwire
            version: %s
            condition: podwire.enabled
        """
            .formatted(Chart.projectVersion()));
    Path copy = parent.resolve("charts/podwire");
    try (var files = Files.walk(ChartCopy.WITHOUT_HOOKS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(ChartCopy.WITHOUT_HOOKS.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private List<HasMetadata> render(boolean enabled) {
    String manifests =
        Chart.helm(parent)
            .template()
            .withName("podwire")
            .withNamespace("default")
            .withKubeVersion(Chart.OLDEST_KUBERNETES)
            .set("podwire.enabled", enabled)
            .set("global.team", "ours")
            .call();
    return manifests == null ? List.of() : Manifests.parse(manifests); // null: nothing to render
  }

  @Test
  void shouldBeThereWhereItsParentHasIt() {
    assertThat(render(true)).extracting(HasMetadata::getKind).contains("StatefulSet", "Service");
  }

  @Test
  void shouldBeLeftOutWhereItsParentSwitchesItOff() {
    assertThat(render(false)).isEmpty();
  }
}
