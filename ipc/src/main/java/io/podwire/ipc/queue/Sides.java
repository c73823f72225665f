package io.podwire.ipc.queue;

import io.podwire.ipc.libc.PeerWatch;
import java.nio.file.Path;

/**
 * The lock files of the two sides of one direction. Both are shared, since senders and receivers
 * compete many to many.
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
    return isHeld(sender) || isHeld(receiver);
  }

  private static boolean isHeld(Path file) {
    try (PeerWatch watch = new PeerWatch(file)) {
      return watch.look() == PeerWatch.Sight.ALIVE;
    }
  }

  /** Removes both files. */
  void remove() {
    LockFiles.remove(sender);
    LockFiles.remove(receiver);
  }
}
