package io.podwire.quarkus.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.quarkus.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldCancelASourceThatWaitsForItsSinkAndLeaveNothingBehind(String scheme) throws Exception {
    ChannelUri uri = address(scheme);
    try (EndRuns sources = new EndRuns(EndSpec.Role.SOURCE, new ChannelEnds())) {
      RunState run = sources.start(spec(EndSpec.Role.SOURCE, uri.toString()));
      assertThat(sources.whenReady(run.id())).succeedsWithin(SOON).matches(s -> !s.ready());
      assertThat(sources.cancel(run.id()))
          .succeedsWithin(SOON)
          .satisfies(
              state -> {
                assertThat(state.status()).isEqualTo(RunStatus.FAILED);
                assertThat(state.error()).isEqualTo("the run was cancelled");
              });
    }
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds"})
  void shouldRemoveWhatASinkMadeWhenItIsCancelled(String scheme) throws Exception {
    RunState run = runs.start(spec(EndSpec.Role.SINK, address(scheme).toString()));
    assertThat(runs.whenReady(run.id())).succeedsWithin(SOON).matches(RunState::ready);
    assertThat(left()).isNotEmpty();
    assertThat(runs.cancel(run.id()))
        .succeedsWithin(SOON)
        .extracting(RunState::status)
        .isEqualTo(RunStatus.FAILED);
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldEndARunBeforeTheProgramEnds() throws Exception {
    runs.start(spec(EndSpec.Role.SINK, address("shm").toString()));
    runs.close();
    assertThat(runs.running()).isZero();
    assertThat(left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H0.001S, PT0S, PT20S, 64, run.duration: PT1H0.001S",
    "PT1S, PT11M, PT20S, 64, run.warmup: PT11M",
    "PT1S, PT0S, PT301S, 64, timeout: PT5M1S",
    "PT1S, PT0S, PT20S, 16777217, run.sizeBytes: 16777217"
  })
  void shouldRefuseWhatTakesTooLongOrTooMuch(
      Duration duration, Duration warmup, Duration timeout, int sizeBytes, String words) {
    RunSpec run =
        new RunSpec(
            "uds:" + directory.resolve("a.sock"),
            Pattern.STREAM,
            sizeBytes,
            0,
            duration,
            warmup,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    EndSpec spec = new EndSpec(EndSpec.Role.SINK, run, 1, timeout, null);
    assertThatThrownBy(() -> runs.start(spec))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("give");
  }

  @Test
  void shouldListWhatItRemembers() {
    RunState run = runs.start(sink("a"));
    assertThat(runs.all()).hasSize(1).first().matches(entry -> entry.id().equals(run.id()));
  }

  private ChannelUri address(String scheme) {
    String unique = directory.getFileName().toString().replaceAll("\\W", "");
    return scheme.equals("tcp")
        ? ChannelUri.parse("tcp://127.0.0.1:9")
        : new PodChannels(directory, unique).uri(scheme, "run-x");
  }

  private List<Path> left() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  private EndSpec sink(String name) {
    return spec(EndSpec.Role.SINK, "uds:" + directory.resolve(name + ".sock"));
  }

  private static EndSpec spec(EndSpec.Role role, String channel) {
    RunSpec run =
        new RunSpec(
            channel,
            Pattern.STREAM,
            64,
            0,
            Duration.ofSeconds(1),
            Duration.ZERO,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    return new EndSpec(role, run, 1, Duration.ofSeconds(20), null);
  }
}
