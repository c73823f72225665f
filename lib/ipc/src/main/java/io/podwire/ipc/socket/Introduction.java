package io.podwire.ipc.socket;

import java.util.Locale;

/**
 * What a connection must send before anything is kept for it.
 *
 * @param maxBytes the longest first message
 * @param patienceNanos how long it may take from the connection on
 */
public record Introduction(int maxBytes, long patienceNanos) {
  /** Refuses what no connection could keep to. */
  public Introduction {
    if (maxBytes <= 0 || patienceNanos <= 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d bytes within %d ns cannot be sent", maxBytes, patienceNanos));
    }
  }
}
