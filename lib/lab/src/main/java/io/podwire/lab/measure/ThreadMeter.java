package io.podwire.lab.measure;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a platform thread uses up between two points. Made and closed on that thread, read from any.
 */
public final class ThreadMeter implements AutoCloseable {
  private static final Path THREAD = Path.of("/proc/thread-self");

  private final long threadId = Thread.currentThread().threadId();
  private final Path status = status();
  private final ThreadUsage begin = begin();
  private volatile @Nullable ThreadUsage used;

  /** {@code /proc/thread-self} is another thread's where another asks. */
  private static Path status() {
    try {
      return THREAD.toRealPath().resolve("status");
    } catch (IOException hidden) {
      return THREAD.resolve("hidden");
    }
  }

  private ThreadUsage begin() {
    ThreadUsage now = ThreadUsage.of(threadId, status);
    return new ThreadUsage(
        now.cpuNanos(),
        now.contextSwitches(),
        ThreadUsage.allocated(threadId)); // without this look
  }

  /** What the thread has used so far, or until {@link #close}. */
  public ThreadUsage used() {
    ThreadUsage all = used;
    return all == null ? ThreadUsage.of(threadId, status).since(begin) : all;
  }

  /** Ends the measurement. */
  @Override
  public void close() {
    used = ThreadUsage.of(threadId, status).since(begin);
  }
}
