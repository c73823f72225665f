package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import io.podwire.e2e.chart.Chart;
import io.podwire.e2e.host.Command;
import io.podwire.e2e.images.BuiltImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.testcontainers.DockerClientFactory;

/** The image of {@code bench/c/pingpong.c}, a program that shares no line with Podwire. */
final class PingPongImage {
  /** What the image runs. */
  static final String PROGRAM = "/pingpong";

  static final String NAME = BuiltImages.name("pingpong");

  private static final Path SOURCE = Chart.ROOT.resolve("bench/c/pingpong.c");
  private static final int TIMEOUT_SECONDS = 60;

  private PingPongImage() {}

  /** Compiles, builds and loads it; skips the test where there is no compiler. */
  static void load() {
    assumeTrue(Command.isInPath("cc"), "no cc in PATH: nothing compiles " + SOURCE.getFileName());
    try {
      Path folder = Files.createTempDirectory("podwire-pingpong");
      compile(folder.resolve("pingpong"));
      build(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ClusterImages.load(List.of(NAME));
  }

  /** Static, so that the image needs no more than the program. */
  private static void compile(Path program) {
    List<String> words =
        List.of("cc", "-O2", "-static", "-o", program.toString(), SOURCE.toString());
    Command compiled = Command.run(words, Map.of(), TIMEOUT_SECONDS);
    assertThat(compiled.exit()).as("%s: %s", words, compiled).isZero();
  }

  private static void build(Path folder) throws IOException {
    Path dockerfile = folder.resolve("Dockerfile");
    Files.writeString(
        dockerfile,
        """
        FROM scratch
        COPY pingpong %1$s
        ENTRYPOINT ["%1$s"]
        """
            .formatted(PROGRAM));
    DockerClientFactory.instance()
        .client()
        .buildImageCmd(folder.toFile())
        .withTags(Set.of(NAME))
        .exec(new BuildImageResultCallback())
        .awaitImageId();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
