package io.podwire.lab.copy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.time.Duration;

/** The deadline of one wait at a time. For one thread. */
final class Progress {
  private final ChannelUri uri;
  private final Duration patience;
  private long deadlineNanos;

  Progress(ChannelUri uri, Duration patience) {
    this.uri = uri;
    this.patience = patience;
  }

  /** A wait begins. */
  void begin() {
    deadlineNanos = System.nanoTime() + patience.toNanos();
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Whether the wait has reached its deadline. */
  boolean isOver() {
    return deadlineNanos - System.nanoTime() <= 0;
  }

  /** Says that the wait was in vain. */
  void expired(String waitedFor) {
    throw new ChannelException(
        ChannelException.Kind.TIMEOUT,
        "%s: waited %d s for %s in vain; start or continue the other end, or wait longer"
            .formatted(uri, patience.toSeconds(), waitedFor));
  }
}
