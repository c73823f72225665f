package io.podwire.cli.bench;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;

/**
 * A channel that is there for a run: made before it, so that a full volume or an exhausted queue
 * limit shows then, and removed after it; a direction that was there before stays.
 */
final class MadeChannel implements AutoCloseable {
  private final ChannelUri uri;
  private final Transport transport;
  private final boolean foreign;
  private final boolean backForeign;
  private boolean closed;

  private MadeChannel(ChannelUri uri) {
    this.uri = uri;
    this.transport = Transports.of(uri);
    this.foreign = transport.isThere(uri);
    this.backForeign = isBackThere();
  }

  static MadeChannel of(RunSpec run) {
    ChannelUri uri = ChannelUri.parse(run.channel());
    MadeChannel channel = new MadeChannel(uri);
    try {
      channel.transport.prepare(uri, run.pattern() == Pattern.ROUND_TRIP);
      return channel;
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A connection carries both directions. */
  private boolean isBackThere() {
    return !transport.isConnection() && transport.isThere(uri.back());
  }

  /** Removes it. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!foreign) {
      transport.remove(uri);
    } else if (!backForeign && isBackThere()) {
      transport.remove(uri.back());
    }
  }
}
