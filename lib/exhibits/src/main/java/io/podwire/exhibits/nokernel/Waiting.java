package io.podwire.exhibits.nokernel;

import io.podwire.exhibits.Deadline;
import io.podwire.ipc.ChannelException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits that end. Stateless. */
final class Waiting {
  private static final long PATIENCE_SECONDS = 10;
  private static final long LOOK_MILLIS = 1;

  private Waiting() {}

  /**
   * Waits until something is so, looking every millisecond.
   *
   * @throws ChannelException of kind TIMEOUT, INTERRUPTED
   */
  static void until(String what, BooleanSupplier isSo) {
    long deadlineNanos = Deadline.patient();
    while (!isSo.getAsBoolean()) {
      if (deadlineNanos - System.nanoTime() <= 0) {
        throw new ChannelException(
            ChannelException.Kind.TIMEOUT, what + " did not come about in time");
      }
      pauseMillis(LOOK_MILLIS);
    }
  }

  static void pauseMillis(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static void forEnd(Process process) {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw interrupted(e);
    }
  }

  private static ChannelException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ChannelException(
        ChannelException.Kind.INTERRUPTED, "the exhibit was interrupted", e);
  }
}
