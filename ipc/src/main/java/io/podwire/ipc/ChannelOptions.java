package io.podwire.ipc;

import java.time.Duration;

/**
 * How an end of a channel behaves; the same for every mechanism.
 *
 * @param waitStrategy how this end waits
 * @param timeout how long to wait for the first peer; positive
 */
public record ChannelOptions(WaitStrategy waitStrategy, Duration timeout) {
  /** {@code block}, and 30 s for the peer to come. */
  public static final ChannelOptions DEFAULT =
      new ChannelOptions(WaitStrategy.BLOCK, Duration.ofSeconds(30));

  /** Refuses a timeout that is not positive. */
  public ChannelOptions {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout " + timeout + " is not positive");
    }
  }

  /** The same with another wait strategy. */
  public ChannelOptions withWait(WaitStrategy newWait) {
    return new ChannelOptions(newWait, timeout);
  }

  /** The same with another time to wait for the first peer. */
  public ChannelOptions withTimeout(Duration newTimeout) {
    return new ChannelOptions(waitStrategy, newTimeout);
  }

  /** The {@link System#nanoTime()} at which waiting for the first peer ends. */
  public long peerDeadlineNanos() {
    return System.nanoTime() + timeout.toNanos();
  }
}
