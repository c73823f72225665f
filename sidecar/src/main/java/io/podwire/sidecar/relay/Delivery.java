package io.podwire.sidecar.relay;

import java.lang.foreign.MemorySegment;

/** Where an inbound pump puts its messages: a local channel, perhaps one that heals. */
interface Delivery {
  /** Hands over one message, waiting as long as the local channel has no room. */
  void deliver(MemorySegment buffer, long offset, long length);

  /** Makes what was handed over visible. */
  void flush();

  /** Ends the local stream in good order. */
  void finish();
}
