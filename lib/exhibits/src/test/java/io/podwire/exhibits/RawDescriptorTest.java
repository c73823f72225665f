package io.podwire.exhibits;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.libc.Errno;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RawDescriptorTest {
  @Test
  void shouldGiveCountsAndErrorsAsTheKernelDoes() {
    try (RawPipe pipe = RawPipe.make()) {
      assertThat(pipe.writeEnd().write(5).text()).isEqualTo("5");
      assertThat(pipe.readEnd().readableBytes()).isEqualTo(5);
      assertThat(pipe.readEnd().write(5).text()).startsWith("EBADF (");
      assertThat(pipe.readEnd().read(10).count()).isEqualTo(5);
      pipe.readEnd().close();
      assertThat(pipe.writeEnd().write(1).failedWith(Errno.EPIPE)).isTrue();
    }
  }

  @Test
  void shouldEndAWaitAtItsDeadline() {
    try (RawPipe pipe = RawPipe.make()) {
      Attempt attempt = pipe.readEnd().read(1, Duration.ofMillis(20));
      assertThat(attempt.stillWaited()).isTrue();
      assertThat(attempt.nanos()).isPositive();
    }
  }

  @Test
  void shouldFillAndDrainWithoutWaiting() {
    try (RawPipe pipe = RawPipe.make()) {
      assertThat(pipe.writeEnd().fill(1024)).isEqualTo(pipe.writeEnd().capacityBytes());
      assertThat(pipe.readEnd().drain()).isEqualTo(pipe.writeEnd().capacityBytes());
      assertThat(pipe.readEnd().readableBytes()).isZero();
    }
  }

  @Test
  void shouldTellAnAttemptToAnotherProcessAsALine() {
    Attempt attempt = new Attempt(-1, Errno.EPIPE, 100, 350);
    assertThat(Attempt.parse(attempt.line())).isEqualTo(attempt);
    assertThat(attempt.nanos()).isEqualTo(250);
    assertThat(attempt.text()).isEqualTo("EPIPE (Broken pipe)");
  }
}
