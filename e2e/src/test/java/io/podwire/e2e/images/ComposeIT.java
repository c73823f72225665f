package io.podwire.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.cli.Podwire;
import io.podwire.cli.console.ExitCode;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Compose file that users have: two pods on a laptop. */
@NeedsEngine
class ComposeIT {
  /** Of each pod three containers and a volume, and one network. */
  private static final int OBJECTS = 2 * (3 + 1) + 1;

  @TempDir private Path folder;
  private @Nullable Compose compose;

  @BeforeEach
  void findCompose() {
    Optional<List<String>> program = Compose.find();
    assumeTrue(program.isPresent(), "neither docker compose nor docker-compose in PATH");
    BuiltImages.require();
    String project = "podwire-e2e-" + UUID.randomUUID().toString().substring(0, 8);
    compose = new Compose(program.orElseThrow(), project, freePort());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void leaveNothing() {
    if (compose != null) {
      compose.run("down", "--volumes");
      assertThat(compose.objects()).isEmpty();
    }
  }

  @Test
  void shouldCompareTwoPods() {
    Compose started = Objects.requireNonNull(compose);
    started.run("up", "--detach");
    assertThat(started.objects()).hasSize(OBJECTS);

    Result result = compare(started.port());

    assertThat(result.cells())
        .noneMatch(cell -> cell.status() == Cell.Status.FAILED)
        .allMatch(cell -> cell.wrong() == 0);
    assertThat(result.cells())
        .filteredOn(Cell::isMeasured)
        .extracting(Cell::boundary)
        .contains("process", "container", "pod");
  }

  /** As a user does it: right after the start. */
  private Result compare(int port) {
    Path output = folder.resolve("result.json");
    String[] words = {
      "cluster",
      "run",
      "--url",
      "http://localhost:" + port,
      "--duration",
      "100ms",
      "--format",
      "json",
      "--output",
      output.toString()
    };
    assertThat(Podwire.run(System.out, System.err, words)).isEqualTo(ExitCode.FINE);
    return ResultReader.read(output);
  }
}
