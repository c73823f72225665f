package io.podwire.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import io.podwire.cli.Podwire;
import io.podwire.cli.console.ExitCode;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Container.ExecResult;

/** Two pods of real containers, compared by the command that users have. */
@NeedsEngine
class ComparisonIT {
  private static TwoPods pods;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    BuiltImages.require();
    pods = TwoPods.start();
  }

  @AfterAll
  static void stop() {
    if (pods != null) {
      pods.close();
    }
  }

  @Test
  void shouldMeasureEveryCellAndLoseNothing() {
    Result result = compare();

    for (String pattern : List.of("round-trip", "stream")) {
      assertThat(cells(result, pattern, Cell.Status.MEASURED))
          .containsExactlyInAnyOrder(
              "process producer-a>pipe>child-a",
              "container producer-a>shm>consumer-a",
              "container producer-a>fifo>consumer-a",
              "container producer-a>mq>consumer-a",
              "container producer-a>sysv>consumer-a",
              "container producer-a>uds>consumer-a",
              "container producer-a>tcp>consumer-a",
              "container producer-a>http>consumer-a",
              "pod producer-a>tcp>consumer-b",
              "pod producer-a>http>consumer-b",
              "pod producer-a>shm>sidecar-a>tcp>sidecar-b>shm>consumer-b",
              "pod producer-a>fifo>sidecar-a>tcp>sidecar-b>fifo>consumer-b",
              "pod producer-a>uds>sidecar-a>tcp>sidecar-b>uds>consumer-b");
      assertThat(cells(result, pattern, Cell.Status.FORBIDDEN))
          .containsExactlyInAnyOrder(
              "pod producer-a>shm>consumer-b",
              "pod producer-a>fifo>consumer-b",
              "pod producer-a>mq>consumer-b",
              "pod producer-a>sysv>consumer-b",
              "pod producer-a>uds>consumer-b",
              "pod producer-a>pipe>consumer-b");
    }
    assertThat(result.cells())
        .noneMatch(cell -> cell.status() == Cell.Status.FAILED)
        .allMatch(cell -> cell.wrong() == 0);
    assertThat(result.environment().simulated()).isEmpty();
    assertWithinLimits();
  }

  private Result compare() {
    Path output = folder.resolve("result.json");
    int exitCode =
        Podwire.run(
            System.out,
            System.err,
            "cluster",
            "run",
            "--url",
            pods.a().url(),
            "--duration",
            "100ms",
            "--format",
            "json",
            "--output",
            output.toString());
    assertThat(exitCode).isEqualTo(ExitCode.FINE);
    return ResultReader.read(output);
  }

  private static List<String> cells(Result result, String pattern, Cell.Status status) {
    return result.cells().stream()
        .filter(cell -> cell.pattern().equals(pattern))
        .filter(cell -> cell.status() == status && cell.waitStrategy().equals("block"))
        .map(cell -> cell.boundary() + " " + String.join(">", cell.path()))
        .toList();
  }

  private static void assertWithinLimits() {
    assertThat(pods.containers())
        .allSatisfy(
            container -> {
              ContainerState state = container.state();
              assertThat(state.getRunning()).as(container.getLogs()).isTrue();
              assertThat(state.getOOMKilled()).isFalse();
              assertThat(container.workingSetBytes()).isLessThan(container.memoryLimitBytes());
            });
  }

  @Test
  void shouldFindNothingMissingInTheSidecar() throws Exception {
    ExecResult doctor = pods.a().sidecar().execInContainer("java", "@podwire", "doctor");

    assertThat(doctor.getStdout())
        .containsPattern("ok +shm")
        .containsPattern("ok +mq")
        .containsPattern("ok +sysv")
        .containsPattern("ok +pipe")
        .doesNotContainPattern("(?m)^missing");
    assertThat(doctor.getExitCode()).as(doctor.toString()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void shouldSayWhereExhibitsAreRun() throws Exception {
    ExecResult exhibit =
        pods.a().sidecar().execInContainer("java", "@podwire", "exhibit", "pipe-blocks");

    assertThat(exhibit.getStderr()).contains("the images hold no exhibits").hasLineCount(1);
    assertThat(exhibit.getExitCode()).isEqualTo(ExitCode.FAILED);
  }
}
