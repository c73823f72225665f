package io.podwire.lab.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThreadMeterTest {
  private static final int BYTES = 8 << 20;

  private volatile byte[] kept = new byte[0];

  @Test
  void shouldReadAnotherThreadWhileItRunsAndAfterItsEnd() throws InterruptedException {
    AtomicReference<ThreadMeter> running = new AtomicReference<>();
    CountDownLatch goOn = new CountDownLatch(1);
    Thread thread = Thread.ofPlatform().start(() -> work(running, goOn));
    await().until(() -> kept.length == BYTES);
    ThreadMeter meter = requireNonNull(running.get());
    assertUsed(meter.used());
    goOn.countDown();
    thread.join();
    ThreadUsage last = meter.used();
    assertUsed(last);
    assertThat(last.contextSwitches()).isPositive(); // it slept until the latch opened
    assertThat(meter.used()).isEqualTo(last);
  }

  private void work(AtomicReference<ThreadMeter> running, CountDownLatch goOn) {
    try (ThreadMeter meter = new ThreadMeter()) {
      running.set(meter);
      kept = new byte[BYTES];
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void assertUsed(ThreadUsage used) {
    assertThat(used.cpuNanos()).isPositive();
    assertThat(requireNonNull(used.allocatedBytes())).isBetween((long) BYTES, 2L * BYTES);
  }

  @Test
  void shouldCountNothingWhereNothingIsDone() {
    try (ThreadMeter meter = new ThreadMeter()) {
      assertThat(requireNonNull(meter.used().allocatedBytes())).isLessThan(64 << 10);
    }
  }

  @Test
  void shouldAddWhatIsKnownOfBoth() {
    ThreadUsage one = new ThreadUsage(1L, null, 3L);
    assertThat(one.plus(new ThreadUsage(10L, 20L, 30L))).isEqualTo(new ThreadUsage(11L, null, 33L));
    assertThat(ThreadUsage.NONE.plus(one)).isEqualTo(one);
  }
}
