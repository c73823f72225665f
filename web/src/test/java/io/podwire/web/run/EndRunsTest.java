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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndRunsTest {
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
