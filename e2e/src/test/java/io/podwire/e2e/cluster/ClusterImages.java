package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brings the images of this build into the cluster, once per run of the tests. */
final class ClusterImages {
  static final String TAG = "e2e";
  private static final String LOAD = "PODWIRE_E2E_LOAD";
  private static boolean loaded;

  private ClusterImages() {}

  /** Builds and loads them; only builds where there is nothing to load with. */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    succeed(List.of(Repository.ROOT.resolve("podwire").toString(), "images", "--tag", TAG));
    String load = System.getenv(LOAD);
    if (load != null) {
      List<String> words = new ArrayList<>(List.of(load.trim().split("\\s+")));
      Stream.of("producer", "consumer", "sidecar")
          .map(program -> "podwire/" + program + ":" + TAG)
          .forEach(words::add);
      succeed(words);
    }
    loaded = true;
  }

  private static void succeed(List<String> words) {
    Command command = Command.run(words, Map.of(), 600);
    assertThat(command.exit()).as("%s: %s", words, command).isZero();
  }
}
