package io.podwire.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.lab.measure.ThreadUsage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final int MESSAGES = 300;
  private static final long INTERVAL_NANOS = 1_000_000;

  private final Pacer pacer = new Pacer(ChannelUri.parse("tcp://127.0.0.1:1"));

  @Test
  void shouldNeverReturnBeforeTheMoment() {
    long start = System.nanoTime();
    for (int n = 1; n <= MESSAGES; n++) {
      long due = start + n * INTERVAL_NANOS;
      pacer.await(due);
      assertThat(System.nanoTime() - due).isNotNegative();
    }
  }

  /** It does nothing but wait here, so that all of the thread's CPU time is its own. */
  @Test
  void shouldKeepAccountOfTheCpuTimeOfItsWaits() {
    long before = ThreadUsage.cpuTimeNanos();
    long start = System.nanoTime();
    for (int n = 1; n <= MESSAGES; n++) {
      pacer.await(start + n * INTERVAL_NANOS);
    }
    long all = ThreadUsage.cpuTimeNanos() - before;
    assertThat(pacer.cpuNanos()).isBetween(all / 2, all + all / 10);
  }

  @Test
  void shouldEndAtAnInterruptAndKeepIt() {
    Thread.currentThread().interrupt();
    long due = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    assertThatThrownBy(() -> pacer.await(due))
        .isInstanceOfSatisfying(
            ChannelException.class,
            e -> assertThat(e.kind()).isEqualTo(ChannelException.Kind.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
  }
}
