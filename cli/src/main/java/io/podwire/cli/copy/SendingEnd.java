package io.podwire.cli.copy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a copy is sent by. Any thread may close it.
 *
 * @param wayBack brings the receiver's confirmation, where the mechanism is a connection
 */
record SendingEnd(Sender sender, @Nullable Receiver wayBack) implements AutoCloseable {
  /** Opens it; waits for the receiver until the timeout. */
  static SendingEnd open(Transport transport, ChannelUri uri, ChannelOptions options) {
    if (!transport.isConnection()) {
      return new SendingEnd(transport.openSender(uri, options), null);
    }
    Channel channel = transport.connect(uri, options);
    return new SendingEnd(channel.sender(), channel.receiver());
  }

  @Override
  public void close() {
    try (Receiver _ = wayBack) {
      sender.close();
    }
  }
}
