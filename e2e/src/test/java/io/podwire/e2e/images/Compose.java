package io.podwire.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.podwire.e2e.chart.Chart;
import io.podwire.e2e.host.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** The project of {@code docker/compose.yaml} under a name and a port of its own. */
record Compose(List<String> program, String project, int port) {
  private static final String LABEL = "com.docker.compose.project";
  private static final int TIMEOUT_SECONDS = 120;

  /** The program where there is one: Docker's plugin, or the older one that stands alone. */
  static Optional<List<String>> find() {
    List<String> plugin = List.of("docker", "compose");
    if (Command.isInPath("docker")
        && Command.run(List.of("docker", "compose", "version"), Map.of(), TIMEOUT_SECONDS).exit()
            == 0) {
      return Optional.of(plugin);
    }
    return Command.isInPath("docker-compose")
        ? Optional.of(List.of("docker-compose"))
        : Optional.empty();
  }

  /** Runs it with these words. */
  void run(String... words) {
    List<String> all = new ArrayList<>(program);
    all.addAll(List.of("--project-name", project));
    all.addAll(List.of("--file", Chart.ROOT.resolve("docker/compose.yaml").toString()));
    all.addAll(List.of(words));
    Command done =
        Command.run(
            all, Map.of("TAG", BuiltImages.TAG, "PORT", Integer.toString(port)), TIMEOUT_SECONDS);
    assertThat(done.exit()).as("%s: %s", all, done).isZero();
  }

  /** The ids of the project's containers, volumes and networks. */
  List<String> objects() {
    DockerClient engine = DockerClientFactory.instance().client();
    List<String> found = new ArrayList<>();
    engine
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(LABEL, project))
        .exec()
        .forEach(container -> found.add("container " + container.getId()));
    engine
        .listVolumesCmd()
        .withFilter("label", List.of(LABEL + "=" + project))
        .exec()
        .getVolumes()
        .forEach(volume -> found.add("volume " + volume.getName()));
    engine
        .listNetworksCmd()
        .withFilter("label", List.of(LABEL + "=" + project))
        .exec()
        .forEach(network -> found.add("network " + network.getName()));
    return found;
  }
}
