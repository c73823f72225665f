package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a silent connection must show that it lives: after 5 s without a message the sending side
 * asks for credit, and the far relay has a given time to answer. For one thread.
 */
final class Heartbeat {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier nanoClock;
  private final long patienceNanos;
  private long lastSentNanos;
  private long askedNanos;
  private boolean asked;

  /**
   * Begins now.
   *
   * @param patience how long the far relay may take to answer
   */
  Heartbeat(LongSupplier nanoClock, Duration patience) {
    this.nanoClock = nanoClock;
    this.patienceNanos = patience.toNanos();
    this.lastSentNanos = nanoClock.getAsLong();
  }

  /** Messages were sent. */
  void sent() {
    lastSentNanos = nanoClock.getAsLong();
    asked = false;
  }

  /** The far relay has given credit. */
  void answered() {
    asked = false;
  }

  /**
   * Whether to ask for credit now.
   *
   * @param mayExpectAnswer whether the far relay has nothing to deliver, over which it may wait
   * @throws ChannelException of kind TIMEOUT if it should have answered long ago
   */
  boolean isDue(boolean mayExpectAnswer) {
    long now = nanoClock.getAsLong();
    if (asked && mayExpectAnswer && now - askedNanos > patienceNanos) {
      throw new ChannelException(
          ChannelException.Kind.TIMEOUT,
          String.format(
              Locale.ROOT,
              "relay: the far relay did not answer within %d s",
              TimeUnit.NANOSECONDS.toSeconds(patienceNanos)));
    }
    if (now - lastSentNanos < PERIOD_NANOS) {
      return false;
    }
    lastSentNanos = now;
    if (!asked) {
      asked = true;
      askedNanos = now;
    }
    return true;
  }
}
