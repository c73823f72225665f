package io.podwire.sidecar.relay;

import io.podwire.ipc.MessageHandler;

/** Where an outbound pump takes its messages from: a local channel, perhaps one that heals. */
@FunctionalInterface
interface Intake {
  /** As {@link io.podwire.ipc.Receiver#receive}. */
  int receive(MessageHandler handler, int limit, long deadlineNanos);
}
