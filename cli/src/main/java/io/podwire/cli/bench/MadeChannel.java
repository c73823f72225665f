package io.podwire.cli.bench;

import io.podwire.cli.ChannelTrace;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;

/**
 * A channel that is there for a run: made before it, so that a full volume or an exhausted queue
 * limit shows then, and removed after it, unless somebody had made it before.
 */
final class MadeChannel implements AutoCloseable {
  private final ChannelUri uri;
  private final Transport transport;
  private final boolean foreign;
  private boolean closed;

  private MadeChannel(ChannelUri uri, boolean foreign) {
    this.uri = uri;
    this.transport = Transports.of(uri);
    this.foreign = foreign;
  }

  static MadeChannel of(RunSpec run) {
    ChannelUri uri = ChannelUri.parse(run.channel());
    MadeChannel channel = new MadeChannel(uri, ChannelTrace.exists(uri));
    try {
      channel.transport.prepare(uri, run.pattern() == Pattern.ROUND_TRIP);
      return channel;
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Removes it. Idempotent. */
  @Override
  public synchronized void close() {
    if (!closed && !foreign) {
      transport.remove(uri);
    }
    closed = true;
  }
}
