package io.podwire.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.integrity.IntegrityCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class ForkedEndTest {
  @TempDir Path directory;

  static Stream<String> schemes() {
    return Addresses.schemes();
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldRunBetweenTwoProcesses(String scheme) {
    RunSpec run = Specs.run(Addresses.of(scheme, directory), Pattern.ROUND_TRIP, 100);
    try (ForkedEnd sink = ForkedEnd.start(Specs.end(EndSpec.Role.SINK, run));
        ForkedEnd source = ForkedEnd.start(Specs.end(EndSpec.Role.SOURCE, run))) {
      EndReport sent = source.report(Specs.TIMEOUT);
      assertThat(sent.integrity()).isEqualTo(IntegrityCounts.NONE);
      assertThat(sink.report(Specs.TIMEOUT).messages()).isPositive().isEqualTo(sent.sent());
    }
    Addresses.remove(run.channel());
  }

  @Test
  void shouldTellWhyAChildFailed() {
    RunSpec run = Specs.run("uds:" + directory.resolve("nobody.sock"), Pattern.STREAM, 64);
    EndSpec spec = Specs.end(EndSpec.Role.SOURCE, run, Duration.ofMillis(100));
    try (ForkedEnd source = ForkedEnd.start(spec)) {
      assertThatThrownBy(() -> source.report(Specs.TIMEOUT))
          .isInstanceOf(ChannelException.class)
          .hasMessageContaining("nobody.sock");
    }
  }

  @Test
  void shouldEndAChildOnClose() {
    RunSpec run = Specs.run("uds:" + directory.resolve("x.sock"), Pattern.STREAM, 64);
    ForkedEnd sink = ForkedEnd.start(Specs.end(EndSpec.Role.SINK, run));
    sink.close();
    assertThat(sink.isAlive()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldSeeThatThePeerWasKilled(String scheme) {
    RunSpec run = Specs.run(Addresses.of(scheme, directory), Pattern.ROUND_TRIP, 64);
    RunSpec endless = Specs.withDuration(run, Duration.ofMinutes(5));
    try (ForkedEnd sink = ForkedEnd.start(Specs.end(EndSpec.Role.SINK, endless));
        RunEnd source = RunEnd.open(Specs.end(EndSpec.Role.SOURCE, endless))) {
      Thread killer = Thread.ofPlatform().start(() -> kill(sink));
      assertThatThrownBy(source::run)
          .isInstanceOfSatisfying(
              ChannelException.class,
              e ->
                  assertThat(e.kind()).as(e.toString()).isEqualTo(ChannelException.Kind.PEER_GONE));
      assertThat(killer.isAlive()).isFalse();
    }
    Addresses.remove(run.channel());
  }

  private static void kill(ForkedEnd end) {
    org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    ProcessHandle.of(end.pid()).ifPresent(ProcessHandle::destroyForcibly);
  }
}
