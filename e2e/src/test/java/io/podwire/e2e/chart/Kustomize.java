package io.podwire.e2e.chart;

import static org.junit.jupiter.api.Assumptions.abort;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The kustomize that is built into kubectl; without kubectl the test that wants it is skipped. */
final class Kustomize {
  private Kustomize() {}

  /**
   * The objects that {@code kubectl apply -k} would apply.
   *
   * @throws IllegalStateException with kubectl's words if it refuses
   */
  static List<HasMetadata> build(Path directory) {
    Process kubectl = start(directory);
    try (var out = kubectl.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (kubectl.waitFor() != 0) {
        throw new IllegalStateException(output);
      }
      return Manifests.parse(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", e);
    }
  }

  private static Process start(Path directory) {
    try {
      return new ProcessBuilder("kubectl", "kustomize", directory.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      return abort("no kubectl in PATH, which has kustomize built in: " + e.getMessage());
    }
  }
}
