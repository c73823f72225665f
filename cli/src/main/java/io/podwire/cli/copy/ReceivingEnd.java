package io.podwire.cli.copy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a copy is received by. Any thread may close it.
 *
 * @param wayBack takes the confirmation to the sender, where the mechanism is a connection
 */
record ReceivingEnd(Receiver receiver, @Nullable Sender wayBack) implements AutoCloseable {
  /** Opens it; waits for a connection until the timeout, else for nobody. */
  static ReceivingEnd open(Transport transport, ChannelUri uri, ChannelOptions options) {
    if (!transport.isConnection()) {
      return new ReceivingEnd(transport.openReceiver(uri, options), null);
    }
    Channel channel = transport.accept(uri, options);
    return new ReceivingEnd(channel.receiver(), channel.sender());
  }

  @Override
  public void close() {
    try (Receiver _ = receiver;
        Sender _ = wayBack) {
      return; // the sender first
    }
  }
}
