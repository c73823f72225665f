package io.podwire.cli.copy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import java.time.Duration;
import java.util.Locale;

/** The deadline of one wait at a time. For one thread. */
final class StallDeadline {
  private final ChannelUri uri;
  private Duration patience;
  private long deadlineNanos;

  StallDeadline(ChannelUri uri, Duration patience) {
    this.uri = uri;
    this.patience = patience;
  }

  /** The waits that begin from now on last at least so long. */
  void waitAtLeast(Duration least) {
    if (patience.compareTo(least) < 0) {
      patience = least;
    }
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
        String.format(
            Locale.ROOT,
            "%s: waited %s for %s in vain; start or continue the other end, or wait longer",
            uri,
            DurationText.of(patience),
            waitedFor));
  }
}
