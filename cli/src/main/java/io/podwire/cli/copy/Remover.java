package io.podwire.cli.copy;

import io.podwire.cli.ChannelTrace;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;

/**
 * Removes a copy's channel in the end: when all has come, the end that leaves last does, and an end
 * that fails does if it found no channel when it came. Any thread may close it.
 */
final class Remover implements AutoCloseable {
  private final ChannelUri uri;
  private boolean armed;

  /** Looks whether the channel is there; made before the end is opened. */
  Remover(ChannelUri uri) {
    this.uri = uri;
    this.armed = !ChannelTrace.exists(uri);
  }

  /** The channel is to be removed whoever made it. */
  synchronized void arm() {
    armed = true;
  }

  /**
   * Nobody needs it any more and this end is closed: removes the channel unless somebody uses it.
   */
  synchronized void leave() {
    armed = false;
    Transports.of(uri).removeUnused(uri);
  }

  /** The channel is somebody else's to remove. */
  synchronized void disarm() {
    armed = false;
  }

  @Override
  public synchronized void close() {
    if (armed) {
      armed = false;
      Transports.of(uri).remove(uri);
    }
  }
}
