package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import java.time.Duration;
import java.util.Locale;

/**
 * How long an end waits for a sign of life: the deadline of its waits, moved on as long as there is
 * progress, without asking the clock for each message. A wait without progress ends after one to
 * two timeouts. For one thread.
 */
final class Patience {
  private final ChannelUri uri;
  private final Duration timeout;
  private long deadlineNanos;
  private boolean progress;

  Patience(ChannelUri uri, Duration timeout) {
    this.uri = uri;
    this.timeout = timeout;
    renew();
  }

  /** The absolute deadline to pass to a wait. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Notes that something moved. */
  void progressed() {
    progress = true;
  }

  /** Starts the wait afresh. */
  void renew() {
    deadlineNanos = System.nanoTime() + timeout.toNanos();
    progress = false;
  }

  /**
   * Called when a wait has reached the deadline: moves it on if there was progress.
   *
   * @param waitedFor what did not happen, for the message
   * @throws ChannelException of kind TIMEOUT if there was none
   */
  void expired(String waitedFor) {
    if (!progress) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT,
          String.format(
              Locale.ROOT,
              "%s: waited %s for %s in vain; is the other end alive? A longer timeout allows more",
              uri,
              DurationText.of(timeout),
              waitedFor));
    }
    renew();
  }
}
