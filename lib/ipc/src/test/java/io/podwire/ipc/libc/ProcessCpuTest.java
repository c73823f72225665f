package io.podwire.ipc.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessCpuTest {
  private static final long SHORT_NANOS = 1_000_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Test
  void shouldCountWhatAThreadUsesHoweverShort() {
    for (int i = 0; i < 20; i++) {
      long processBefore = ProcessCpu.nanos();
      long before = threads.getCurrentThreadCpuTime();
      long used;
      do {
        used = threads.getCurrentThreadCpuTime() - before;
      } while (used < SHORT_NANOS);
      assertThat(ProcessCpu.nanos() - processBefore).isGreaterThanOrEqualTo(used);
    }
  }
}
