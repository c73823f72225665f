package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the sending side of a direction may still have under way. Counts whole DATA frames, so
 * that empty messages are bounded as well. For one thread, but for {@link #availableBytes}.
 */
final class CreditWindow {
  private final long windowBytes;
  private final AtomicLong available;
  private long sentBytes;
  private long takenBytes;

  CreditWindow(int windowBytes) {
    this.windowBytes = windowBytes;
    this.available = new AtomicLong(windowBytes);
  }

  /** How many bytes the receiving side takes before it says so; a quarter of the window. */
  static long quantumBytes(int windowBytes) {
    return windowBytes / 4;
  }

  long outstandingBytes() {
    return sentBytes - takenBytes;
  }

  /** Whether a frame may leave now; one longer than the window waits until nothing is under way. */
  boolean admits(long frameBytes) {
    long outstanding = outstandingBytes();
    return outstanding == 0 || outstanding + frameBytes <= windowBytes;
  }

  /** Whether the far side may hold back a credit that is waited for, so that it must be asked. */
  boolean mustAsk() {
    return outstandingBytes() < quantumBytes((int) windowBytes);
  }

  void sent(long frameBytes) {
    sentBytes += frameBytes;
    publish();
  }

  /**
   * Takes a credit.
   *
   * @param cumulativeBytes taken by the far local channel since the connection began
   * @throws ChannelException of kind CORRUPT if it goes back or beyond what was sent
   */
  void credit(long cumulativeBytes) {
    if (cumulativeBytes < takenBytes || cumulativeBytes > sentBytes) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          String.format(
              Locale.ROOT,
              "relay: a credit of %d bytes is outside of %d to %d",
              cumulativeBytes,
              takenBytes,
              sentBytes));
    }
    takenBytes = cumulativeBytes;
    publish();
  }

  private void publish() {
    available.setOpaque(Math.max(0, windowBytes - outstandingBytes()));
  }

  /** What may leave without a further credit, in bytes; from any thread, perhaps a little old. */
  long availableBytes() {
    return available.getOpaque();
  }
}
