package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelUri;

/**
 * What a relay is opened with.
 *
 * @param host the address to listen on
 * @param port the TCP port, 0 for any free one
 * @param windowBytes how much each direction of a route may have under way without credit
 * @param liveDelivery the local channel into which live routes of other pods are delivered
 */
public record RelayOptions(String host, int port, int windowBytes, ChannelUri liveDelivery) {
  /**
   * Refuses a window out of range.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public RelayOptions {
    if (windowBytes < Hello.MIN_WINDOW_BYTES || windowBytes > Hello.MAX_WINDOW_BYTES) {
      throw new IllegalArgumentException(
          "a relay window of %d bytes is not allowed; give %d to %d"
              .formatted(windowBytes, Hello.MIN_WINDOW_BYTES, Hello.MAX_WINDOW_BYTES));
    }
  }
}
