package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;

/**
 * A fault of the connection that surfaces within a poll of the local channel, so that it is not
 * taken for one of the local channel's.
 */
final class LinkFault extends RuntimeException {
  private final transient ChannelException fault;

  LinkFault(ChannelException fault) {
    super(fault.getMessage(), fault, false, false);
    this.fault = fault;
  }

  ChannelException fault() {
    return fault;
  }
}
