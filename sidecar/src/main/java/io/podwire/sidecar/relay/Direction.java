package io.podwire.sidecar.relay;

/** Which way the messages of a connection go; a duplex route has a connection for each. */
enum Direction {
  /** From the sidecar where the route begins, which connects, to the one where it ends. */
  FORWARD,
  /** The way back. */
  BACK
}
