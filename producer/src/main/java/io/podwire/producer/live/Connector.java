package io.podwire.producer.live;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Connects flows in the background, one after the other, on a thread that is there only while there
 * is something to connect. Shared by threads.
 */
public final class Connector implements AutoCloseable {
  private static final long KEEP_ALIVE_SECONDS = 1;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          KEEP_ALIVE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> Thread.ofPlatform().name("live-connect").daemon().unstarted(task));

  Connector() {
    executor.allowCoreThreadTimeOut(true);
  }

  /** Has the task done soon; returns false if this program ends. */
  public boolean submit(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  /** Ends the try under way and starts no other; waits a moment for that. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      boolean ignored = executor.awaitTermination(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
