package io.podwire.ipc;

/**
 * A channel for both directions: a {@link Sender} and a {@link Receiver}, which two threads may
 * use, one each.
 */
public interface Channel extends AutoCloseable {
  /** The end that sends to the peer. */
  Sender sender();

  /** The end that receives from the peer. */
  Receiver receiver();

  /** Joins two one-way ends into a channel that owns both. */
  static Channel of(Sender sender, Receiver receiver) {
    return new PairedChannel(sender, receiver);
  }

  /** Closes both ends. Idempotent, from any thread. */
  @Override
  default void close() {
    try (Receiver receiver = receiver()) {
      sender().close();
    }
  }
}
