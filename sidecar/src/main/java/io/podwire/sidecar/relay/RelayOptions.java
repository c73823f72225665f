package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelUri;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a relay is opened with.
 *
 * @param host the address to listen on
 * @param port the TCP port, 0 for any free one
 * @param windowBytes how much each direction of a route may have under way without credit
 * @param liveDelivery the local channel into which live routes of other pods are delivered
 * @param knownPods whether a pod of this name may connect for its live route; must not block
 */
public record RelayOptions(
    String host, int port, int windowBytes, ChannelUri liveDelivery, Predicate<String> knownPods) {
  /**
   * Refuses a window out of range.
   *
   * @throws IllegalArgumentException naming what is allowed
   */
  public RelayOptions {
    if (windowBytes < Hello.MIN_WINDOW_BYTES || windowBytes > Hello.MAX_WINDOW_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a relay window of %d bytes is not allowed; give %d to %d",
              windowBytes,
              Hello.MIN_WINDOW_BYTES,
              Hello.MAX_WINDOW_BYTES));
    }
  }
}
