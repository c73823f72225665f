package io.podwire.lab.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ThreadUsageTest {
  private static final int BYTES = 1 << 20;

  private byte[] kept = new byte[0];

  @Test
  void shouldCountWhatTheThreadAllocatesAndNotTheLookItself() {
    ThreadUsage.now(); // classes are loaded once
    ThreadUsage begin = ThreadUsage.now();
    kept = new byte[BYTES];
    ThreadUsage used = ThreadUsage.now().since(begin);
    assertThat(requireNonNull(used.allocatedBytes())).isBetween((long) BYTES, BYTES + 4096L);
    assertThat(kept).hasSize(BYTES);
  }

  @Test
  void shouldCountSleepsAsContextSwitches() {
    ThreadUsage begin = ThreadUsage.now();
    for (int i = 0; i < 20; i++) {
      LockSupport.parkNanos(100_000);
    }
    ThreadUsage used = ThreadUsage.now().since(begin);
    assertThat(requireNonNull(used.contextSwitches())).isPositive();
    assertThat(requireNonNull(used.cpuNanos())).isPositive();
  }

  @Test
  void shouldStayAbsentWhereEitherMomentIs() {
    assertThat(ThreadUsage.now().since(ThreadUsage.ABSENT)).isEqualTo(ThreadUsage.ABSENT);
    assertThat(ThreadUsage.ABSENT.since(ThreadUsage.now())).isEqualTo(ThreadUsage.ABSENT);
  }
}
