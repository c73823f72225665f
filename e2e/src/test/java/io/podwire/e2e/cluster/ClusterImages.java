package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.e2e.host.Command;
import io.podwire.e2e.images.BuiltImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings the images of this build into the cluster, once per run of the tests. */
final class ClusterImages {
  private static final String LOAD = "PODWIRE_E2E_LOAD";
  private static boolean loaded;

  private ClusterImages() {}

  /** Builds and loads them; only builds where there is nothing to load with. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    String said = BuiltImages.require();
    assertThat(said).contains(BuiltImages.PROGRAMS);
    load(BuiltImages.PROGRAMS.stream().map(BuiltImages::name).toList());
    loaded = true;
  }

  /** Brings these images of the engine into the cluster; nothing where there is nothing for it. */
  static void load(List<String> names) {
    String load = System.getenv(LOAD);
    if (load != null) {
      List<String> words = new ArrayList<>(List.of(load.trim().split("\\s+")));
      words.addAll(names);
      Command command = Command.run(words, Map.of(), 600);
      assertThat(command.exit()).as("%s: %s", words, command).isZero();
    }
  }
}
