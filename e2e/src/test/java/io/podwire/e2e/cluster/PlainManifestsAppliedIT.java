package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.podwire.api.AccessToken;
import io.podwire.e2e.chart.Chart;
import io.podwire.e2e.host.Command;
import io.podwire.e2e.images.BuiltImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifests for those who do not use Helm, applied to a cluster. */
@NeedsCluster
class PlainManifestsAppliedIT {
  @TempDir private Path folder;
  private TestCluster cluster;
  private @Nullable Installation release;

  @BeforeEach
  void findCluster() {
    assumeTrue(Command.isInPath("kubectl"), "no kubectl in PATH: nothing applies manifests");
    cluster = TestCluster.given();
  }

  @AfterEach
  void removeNamespace() {
    TestResources.close(release, cluster);
  }

  @Test
  void shouldMeasureAndChangePlacementAndLeaveNothing() throws IOException {
    Installation applied = Installation.empty(cluster);
    release = applied;
    var token =
        cluster
            .client()
            .secrets()
            .inNamespace(applied.namespace())
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName(PodRequest.TOKEN_SECRET)
                    .endMetadata()
                    .addToStringData("token", AccessToken.random().text())
                    .build());
    token.create();
    kubectl("apply", customized("base", applied.namespace()));
    applied.awaitRolledOut();
    assertThat(nodes(applied)).hasSize(3);
    Command run = applied.podwire("run", "--duration", "100ms", "--format", "markdown");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("| tcp");

    if (cluster.workers().size() > 1) {
      applyOverlay("cross-node", applied);
      assertThat(nodes(applied)).hasSize(2).doesNotHaveDuplicates();
    }
    String overlay = applyOverlay("same-node", applied);
    assertThat(nodes(applied)).hasSize(3);
    assertThat(Set.copyOf(nodes(applied))).hasSize(1);

    kubectl("delete", overlay);
    token.delete(); // users made it, and users remove it
    await("the namespace is empty")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(NamespaceContents.of(cluster, applied).names()).isEmpty());
  }

  private String applyOverlay(String name, Installation applied) throws IOException {
    String overlay = customized("overlays/" + name, applied.namespace());
    kubectl("apply", overlay);
    applied.awaitRolledOut();
    return overlay;
  }

  private static List<String> nodes(Installation release) {
    return release.pods().stream().map(pod -> pod.getSpec().getNodeName()).toList();
  }

  /** What users write: another namespace and another tag, in a kustomization of their own. */
  private String customized(String resource, String namespace) throws IOException {
    Path own = Files.createDirectory(folder.resolve(resource.replace('/', '-'))).toRealPath();
    StringBuilder text = new StringBuilder();
    text.append("namespace: ").append(namespace).append("\nresources:\n- ");
    text.append(own.relativize(Chart.ROOT.toRealPath().resolve("k8s").resolve(resource)));
    text.append("\nimages:\n");
    for (String program : BuiltImages.PROGRAMS) {
      text.append("- {name: podwire/%s, newTag: %s}\n".formatted(program, BuiltImages.TAG));
    }
    Files.writeString(own.resolve("kustomization.yaml"), text);
    return own.toString();
  }

  private void kubectl(String verb, String directory) {
    List<String> words =
        List.of("kubectl", "--kubeconfig", cluster.kubeconfig().toString(), verb, "-k", directory);
    Command done = Command.run(words, Map.of(), 120);
    assertThat(done.exit()).as("%s: %s", words, done).isZero();
  }
}
