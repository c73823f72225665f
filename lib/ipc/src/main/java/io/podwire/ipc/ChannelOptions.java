package io.podwire.ipc;

import java.time.Duration;

/**
 * How an end of a channel behaves; the same for every mechanism.
 *
 * @param waitStrategy how this end waits
 * @param timeout how long to wait for the first peer; positive
 * @param maxReceivedBytes the longest message that a receiver of a byte stream takes, as CORRUPT
 *     beyond; mechanisms that know their messages' lengths beforehand do not ask
 * @param oneEndPerSide whether a queue refuses a second sender and a second receiver as IN_USE, as
 *     all other mechanisms do; else they compete
 */
public record ChannelOptions(
    WaitStrategy waitStrategy, Duration timeout, int maxReceivedBytes, boolean oneEndPerSide) {
  /** {@code block}, and 30 s for the peer to come. */
  public static final ChannelOptions DEFAULT =
      new ChannelOptions(WaitStrategy.BLOCK, Duration.ofSeconds(30));

  /** Refuses a timeout or a length that is not positive. */
  public ChannelOptions {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout " + timeout + " is not positive");
    }
    if (maxReceivedBytes <= 0) {
      throw new IllegalArgumentException(maxReceivedBytes + " bytes are no length of a message");
    }
  }

  /** Takes messages of every length that the mechanism has; ends of a queue may compete. */
  public ChannelOptions(WaitStrategy waitStrategy, Duration timeout) {
    this(waitStrategy, timeout, Integer.MAX_VALUE, false);
  }

  /** The same with another wait strategy. */
  public ChannelOptions withWait(WaitStrategy newWait) {
    return new ChannelOptions(newWait, timeout, maxReceivedBytes, oneEndPerSide);
  }

  /** The same with another time to wait for the first peer. */
  public ChannelOptions withTimeout(Duration newTimeout) {
    return new ChannelOptions(waitStrategy, newTimeout, maxReceivedBytes, oneEndPerSide);
  }

  /** The same, receiving no longer messages than these. */
  public ChannelOptions withMaxReceivedBytes(int newMaxReceivedBytes) {
    return new ChannelOptions(waitStrategy, timeout, newMaxReceivedBytes, oneEndPerSide);
  }

  /** The same, refusing a second end of either side. */
  public ChannelOptions withOneEndPerSide() {
    return new ChannelOptions(waitStrategy, timeout, maxReceivedBytes, true);
  }

  /** The {@link System#nanoTime()} at which waiting for the first peer ends. */
  public long peerDeadlineNanos() {
    return System.nanoTime() + timeout.toNanos();
  }
}
