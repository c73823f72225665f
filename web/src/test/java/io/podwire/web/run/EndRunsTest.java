package io.podwire.web.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.api.RunState;
import io.podwire.lab.api.RunStatus;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.web.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndRunsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final EndRuns runs = new EndRuns(EndSpec.Role.SINK, new ChannelEnds());

  @AfterEach
  void close() {
    runs.close();
    await().until(() -> runs.running() == 0);
  }

  @Test
  void shouldBeReadyOnceTheSinkIsBound() {
    RunState started = runs.start(sink("a"));
    assertThat(started.status()).isEqualTo(RunStatus.RUNNING);
    await().until(() -> runs.state(started.id()).ready());
  }

  @Test
  void shouldAnswerWhoWaitsForIt() {
    RunState started = runs.start(sink("a"));
    assertThat(runs.whenReady(started.id())).succeedsWithin(SOON).matches(RunState::ready);
    CompletableFuture<RunState> over = runs.whenOver(started.id()).toCompletableFuture();
    assertThat(over).isNotDone();
    runs.cancel(started.id());
    assertThat(over).succeedsWithin(SOON).extracting(RunState::status).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void shouldAnswerWhoWaitsInVainWithHowFarItIs() {
    RunState started = runs.start(sink("a"));
    assertThat(runs.whenOver(started.id()))
        .succeedsWithin(SOON)
        .extracting(RunState::status)
        .isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void shouldAnswerWhoWaitsForARunThatCannotBegin() {
    RunState started = runs.start(sink("nowhere/a"));
    assertThat(runs.whenReady(started.id()))
        .succeedsWithin(SOON)
        .matches(state -> !state.ready() && state.status() == RunStatus.FAILED);
  }

  @Test
  void shouldAllowAChannelAgainAfterItsRun() {
    RunState first = runs.start(sink("a"));
    assertThatThrownBy(() -> runs.start(sink("a")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(first.id());
    runs.cancel(first.id());
    await().until(() -> runs.state(first.id()).status() == RunStatus.FAILED);
    assertThat(runs.start(sink("a")).status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void shouldRefuseMoreThanFourAtATime() {
    for (String name : new String[] {"a", "b", "c", "d"}) {
      runs.start(sink(name));
    }
    assertThatThrownBy(() -> runs.start(sink("e")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("4 runs are under way");
  }

  @Test
  void shouldCountHowRunsEnded() {
    RunState run = runs.start(sink("a"));
    runs.cancel(run.id());
    await().until(() -> runs.over(RunStatus.FAILED) == 1);
    assertThat(runs.over(RunStatus.DONE)).isZero();
  }

  private EndSpec sink(String name) {
    RunSpec run =
        new RunSpec(
            "uds:" + directory.resolve(name + ".sock"),
            Pattern.STREAM,
            64,
            0,
            Duration.ofSeconds(1),
            Duration.ZERO,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    return new EndSpec(EndSpec.Role.SINK, run, 1, Duration.ofSeconds(20), null);
  }
}
