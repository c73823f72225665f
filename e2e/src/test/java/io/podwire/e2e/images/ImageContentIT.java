package io.podwire.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import io.podwire.e2e.chart.Chart;
import io.podwire.e2e.host.Command;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/** What is in the images, and what is not. */
@NeedsEngine
class ImageContentIT {
  private static final long MB = 1_000_000;
  private static final String LABEL = "org.opencontainers.image.";
  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "producer",
          "Sources of data",
          "consumer",
          "Sinks of data",
          "sidecar",
          "Prepares the channels");

  private static DockerClient engine;
  private static String said;

  @BeforeAll
  static void build() {
    said = BuiltImages.require();
    engine = DockerClientFactory.instance().client();
  }

  @Test
  void shouldPrintNamesAndSizes() {
    assertThat(said.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("podwire/(producer|consumer|sidecar):e2e +\\d+ MB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"producer", "consumer", "sidecar"})
  void shouldBeSmallWithAndWithoutTheCache(String program) {
    long imageBytes = Objects.requireNonNull(inspect(program).getSize());
    long cacheBytes;
    try (IdleContainer container = IdleContainer.of(program)) {
      cacheBytes =
          container.files("/app").stream()
              .filter(file -> file.name().endsWith("-runner.aot"))
              .mapToLong(IdleContainer.FileEntry::sizeBytes)
              .sum();
    }
    assertThat(cacheBytes).isPositive();
    assertThat(imageBytes).isLessThan(180 * MB);
    assertThat(imageBytes - cacheBytes).isLessThan(120 * MB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"producer", "consumer", "sidecar"})
  void shouldHoldNoProgramBesidesJava(String program) {
    try (IdleContainer container = IdleContainer.of(program)) {
      for (String folder : List.of("/bin", "/sbin", "/usr")) {
        assertThatThrownBy(() -> container.files(folder))
            .as(folder)
            .isInstanceOf(NotFoundException.class);
      }
      assertThat(container.files("/opt/java/bin"))
          .extracting(IdleContainer.FileEntry::name)
          .containsExactlyInAnyOrder("bin/", "bin/java", "bin/keytool");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"producer", "consumer", "sidecar"})
  void shouldHoldTheLibrariesButNotTheExhibits(String program) {
    try (IdleContainer container = IdleContainer.of(program)) {
      assertThat(container.files("/app"))
          .extracting(IdleContainer.FileEntry::name)
          .anyMatch(name -> name.contains("podwire-ipc-"))
          .noneMatch(name -> name.contains("exhibits"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"producer", "consumer", "sidecar"})
  void shouldLetItsUserReadAndNobodyWrite(String program) {
    assertThat(Objects.requireNonNull(inspect(program).getConfig()).getUser())
        .isEqualTo("10001:10001");
    try (IdleContainer container = IdleContainer.of(program)) {
      assertThat(container.files("/app")).allMatch(IdleContainer.FileEntry::isReadOnlyForAll);
    }
  }

  /** Without {@code AOTMode=on} a JVM goes on without a cache that it cannot use. */
  @ParameterizedTest
  @ValueSource(strings = {"producer", "consumer", "sidecar"})
  void shouldStartFromItsCache(String program) throws InterruptedException {
    EndedContainer dryRun =
        EndedContainer.run(
            program, "java", "-XX:AOTMode=on", "-Xlog:aot", "--dry-run", "@" + program);

    assertThat(dryRun.exitCode()).as(dryRun.said()).isZero();
    assertThat(dryRun.said())
        .containsPattern("Opened AOT cache /app/podwire-%s-\\S+-runner.aot".formatted(program));
  }

  /** What the test above relies on. */
  @Test
  void shouldNotStartFromACacheOfOtherFlags() throws InterruptedException {
    EndedContainer dryRun =
        EndedContainer.run(
            "consumer",
            "java",
            "-XX:AOTMode=on",
            "-XX:+UseCompactObjectHeaders",
            "--dry-run",
            "@consumer");

    assertThat(dryRun.exitCode()).isEqualTo(1);
    assertThat(dryRun.said()).contains("Unable to use AOT cache");
  }

  @Test
  void shouldShareTheRuntime() {
    assertThat(BuiltImages.PROGRAMS.stream().map(program -> layers(program).getFirst()).distinct())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"producer", "consumer", "sidecar"})
  void shouldSayWhatItIs(String program) {
    Map<String, String> labels =
        Objects.requireNonNull(Objects.requireNonNull(inspect(program).getConfig()).getLabels());

    assertThat(labels)
        .containsOnlyKeys(
            LABEL + "title",
            LABEL + "description",
            LABEL + "version",
            LABEL + "revision",
            LABEL + "licenses",
            LABEL + "vendor")
        .containsEntry(LABEL + "title", "Podwire " + program)
        .containsEntry(LABEL + "version", BuiltImages.TAG)
        .containsEntry(LABEL + "licenses", "Apache-2.0")
        .containsEntry(LABEL + "vendor", "Podwire");
    assertThat(labels.get(LABEL + "description")).startsWith(DESCRIPTIONS.get(program));
    assertThat(labels.get(LABEL + "revision")).matches(revision() + "(-dirty)?");
  }

  private static String revision() {
    if (!Files.exists(Chart.ROOT.resolve(".git")) || !Command.isInPath("git")) {
      return "unknown";
    }
    List<String> head = List.of("git", "-C", Chart.ROOT.toString(), "rev-parse", "HEAD");
    return Command.run(head, Map.of(), 10).out().strip();
  }

  private static List<String> layers(String program) {
    return Objects.requireNonNull(Objects.requireNonNull(inspect(program).getRootFS()).getLayers());
  }

  private static InspectImageResponse inspect(String program) {
    return engine.inspectImageCmd(BuiltImages.name(program)).exec();
  }
}
