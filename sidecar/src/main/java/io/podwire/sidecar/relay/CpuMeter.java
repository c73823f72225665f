package io.podwire.sidecar.relay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The CPU time that a thread spends between two points; read from any thread. */
final class CpuMeter implements AutoCloseable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long threadId = Thread.currentThread().threadId();
  private final long startNanos = Math.max(0, THREADS.getCurrentThreadCpuTime());
  private volatile long endNanos = -1;

  /** What the thread has spent so far, or until {@link #close}, in ns. */
  long nanos() {
    long end = endNanos;
    if (end < 0) {
      end = THREADS.getThreadCpuTime(threadId); // -1 once the thread has ended
    }
    return Math.max(0, end - startNanos);
  }

  /** Ends the measurement; on the thread that is measured. */
  @Override
  public void close() {
    endNanos = THREADS.getCurrentThreadCpuTime();
  }
}
