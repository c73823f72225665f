package io.podwire.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.AccessToken;
import io.podwire.cli.CommandRun;
import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.sidecar.FakeSidecar;
import io.podwire.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison by a sidecar that is asked directly: what its result means, and what is left. */
class RunByUrlTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void shouldEndWellWhereNothingWasLost() throws IOException {
    CommandRun run = run(SampleCells.lost(0));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out()).contains("\"schema\" : \"podwire.result/1\"");
  }

  @Test
  void shouldEndWellWhereTheKernelForbids() throws IOException {
    assertThat(run(SampleCells.forbidden()).exitCode()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void shouldEndWithFourWhereAMessageWasLost() throws IOException {
    CommandRun run = run(SampleCells.lost(1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.DATA_LOST);
    assertThat(run.err()).contains("1 messages were lost");
  }

  @Test
  void shouldEndWithOneWhereACellFailed() throws IOException {
    CommandRun run = run(SampleCells.failed("connection refused"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("failed: connection refused");
  }

  @Test
  void shouldNotCancelWhatHasEnded() throws IOException {
    try (FakeSidecar sidecar = new FakeSidecar(SampleCells.lost(0))) {
      CommandRun.of("cluster", "run", "--url", sidecar.url());

      assertThat(sidecar.requests()).noneMatch(request -> request.startsWith("DELETE"));
    }
  }

  @Test
  void shouldCancelTheComparisonWhenItIsStopped() throws Exception {
    try (FakeSidecar sidecar = new FakeSidecar(null);
        PodwireProcess process =
            PodwireProcess.start(folder, "cluster", "run", "--url", sidecar.url())) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> sidecar.requests().contains("GET /api/runs/run-1"));
      process.signal("TERM"); // as Ctrl-C, which a shell may let background jobs ignore

      assertThat(process.exitCode()).isEqualTo(143);
      assertThat(sidecar.requests()).endsWith("DELETE /api/runs/run-1");
      assertThat(process.errText()).doesNotContain("\tat ");
    }
  }

  @Test
  void shouldShowTheTokenInTheFileThatIsNamed() throws IOException {
    AccessToken token = AccessToken.random();
    Path file = Files.writeString(folder.resolve("token"), token.text() + "\n");
    try (FakeSidecar sidecar = new FakeSidecar(SampleCells.lost(0))) {
      sidecar.asksFor(token);
      CommandRun run =
          CommandRun.of("cluster", "run", "--url", sidecar.url(), "--token-file", file.toString());

      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FINE);
      assertThat(run.out() + run.err()).doesNotContain(token.text());
    }
  }

  @Test
  void shouldSayHowToNameTheTokenThatIsAskedFor() throws IOException {
    try (FakeSidecar sidecar = new FakeSidecar(SampleCells.lost(0))) {
      sidecar.asksFor(AccessToken.random());
      CommandRun run = CommandRun.of("cluster", "run", "--url", sidecar.url());

      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.errLines())
          .last(InstanceOfAssertFactories.STRING)
          .contains("401: the request shows no token", "--token-file");
    }
  }

  @Test
  void shouldRefuseAFileThatHoldsNoToken() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "short\n");
    for (Path no : List.of(file, folder, folder.resolve("missing"))) {
      CommandRun run =
          CommandRun.of(
              "cluster", "run", "--url", "http://localhost:1", "--token-file", no.toString());

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--token-file").contains(no.toString());
    }
  }

  private static CommandRun run(Result result) throws IOException {
    try (FakeSidecar sidecar = new FakeSidecar(result)) {
      return CommandRun.of("cluster", "run", "--url", sidecar.url(), "--format", "json");
    }
  }
}
