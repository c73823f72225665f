package io.podwire.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Asks of a path through a channel what is promised for its steady state. Until the optimizing
 * compiler has come to it, a call into the C library that keeps errno allocates 40 bytes: the slice
 * with which the JDK's linker checks where errno goes. When it comes is the machine's affair, so
 * the work is repeated until it has; a path that allocates by itself never gets there.
 */
public final class SteadyState {
  private static final Duration COMPILED_WITHIN = Duration.ofSeconds(60);

  private SteadyState() {}

  /**
   * Repeats the work on this thread until it allocates nothing per message.
   *
   * @param messages how many messages it moves; less than a byte for each is nothing, since the
   *     change from one compiled version to the next may cost an object
   */
  public static void assertAllocatesNothing(int messages, Runnable work) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(COMPILED_WITHIN)
        .untilAsserted(
            () -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              work.run();
              long allocated = threads.getCurrentThreadAllocatedBytes() - before;
              assertThat(allocated).as("bytes allocated").isLessThan(messages);
            });
  }
}
