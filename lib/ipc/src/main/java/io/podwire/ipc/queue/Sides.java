package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.nio.file.Path;

/**
 * The lock files of the two sides of one direction. Both are shared where senders and receivers
 * compete many to many, and exclusive for an end that wants its side for itself.
 *
 * @param sender held by every living sender
 * @param receiver held by every living receiver
 */
record Sides(Path sender, Path receiver) {
  /** The files {@code ….sender.lock} and {@code ….receiver.lock}. */
  static Sides of(String prefix) {
    return new Sides(Path.of(prefix + ".sender.lock"), Path.of(prefix + ".receiver.lock"));
  }

  /** Whether any end lives. */
  boolean inUse() {
    return PeerWatch.isHeld(sender) || PeerWatch.isHeld(receiver);
  }

  /**
   * Refuses lock files that Podwire did not make.
   *
   * @throws io.podwire.ipc.ChannelException of kind FOREIGN
   */
  void requireOwn(ChannelUri uri) {
    boolean ignoredSender = SideLock.requireOwn(uri, sender);
    boolean ignoredReceiver = SideLock.requireOwn(uri, receiver);
  }

  /** Removes both files. */
  void remove(ChannelUri uri) {
    SideLock.remove(uri, sender);
    SideLock.remove(uri, receiver);
  }
}
