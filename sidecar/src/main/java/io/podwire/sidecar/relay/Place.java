package io.podwire.sidecar.relay;

/** The right of one connection to carry one stream. Exactly one of the methods is called, once. */
interface Place {
  /** Carries the stream on the calling thread until it ends, and gives the place back. */
  void serve(RelayLink link);

  /** Gives the place back unused. */
  void giveBack();
}
