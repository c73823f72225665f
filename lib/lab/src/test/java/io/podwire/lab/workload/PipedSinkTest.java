package io.podwire.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.lab.integrity.IntegrityCounts;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PipedSinkTest {
  private final PipedSink sink =
      PipedSink.start(ChannelUri.parse("pipe:"), ChannelOptions.DEFAULT.withTimeout(Specs.TIMEOUT));

  @AfterEach
  void end() {
    sink.close();
  }

  @Test
  void shouldBeTheSinkOfOneRunAfterAnotherWhateverTheirPattern() {
    long child = sink.pid();
    for (int round = 0; round < 2; round++) {
      for (Pattern pattern : Pattern.values()) {
        RunSpec run = Specs.run("pipe:", pattern, 64);
        EndReport sent = sent(run);
        EndReport received = sink.report(Specs.TIMEOUT);
        assertThat(received.messages()).isPositive().isEqualTo(sent.sent());
        assertThat(received.integrity()).isEqualTo(IntegrityCounts.NONE);
      }
    }
    assertThat(sink.isAlive()).isTrue();
    assertThat(sink.pid()).isEqualTo(child);
  }

  private EndReport sent(RunSpec run) {
    sink.begin(Specs.end(EndSpec.Role.SINK, run));
    return RunEnd.over(Specs.end(EndSpec.Role.SOURCE, run), sink.channel()).run();
  }

  @Test
  void shouldTellWhyItFailedAndLeave() {
    RunSpec run = Specs.run("pipe:", Pattern.STREAM, 64);
    sink.begin(Specs.end(EndSpec.Role.SINK, run, Duration.ofMillis(100)));
    assertThatThrownBy(() -> sink.report(Specs.TIMEOUT))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("the process of the other end failed")
        .hasMessageContaining("a message");
    await().until(() -> !sink.isAlive());
  }

  @Test
  void shouldSayThatItDied() {
    ProcessHandle.of(sink.pid()).ifPresent(ProcessHandle::destroyForcibly);
    assertThatThrownBy(() -> sink.report(Specs.TIMEOUT))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("died with exit code 137");
  }

  @Test
  void shouldEndOnClose() {
    sink.close();
    assertThat(sink.isAlive()).isFalse();
  }

  @Test
  void shouldEndWithThePipeToIt() {
    sink.channel().sender().close();
    await().until(() -> !sink.isAlive());
  }
}
