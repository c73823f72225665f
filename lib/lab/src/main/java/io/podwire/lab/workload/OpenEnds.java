package io.podwire.lab.workload;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The open ends that one side of a run has: one, or both in a round trip. */
record OpenEnds(@Nullable Sender sender, @Nullable Receiver receiver) implements AutoCloseable {

  /** Opens what the spec needs, waiting for the peer where the mechanism does. */
  static OpenEnds open(EndSpec spec, Transport transport, ChannelUri uri) {
    ChannelOptions options = new ChannelOptions(spec.run().waitStrategy(), spec.timeout());
    boolean source = spec.role() == EndSpec.Role.SOURCE;
    if (RunEnd.isDuplex(spec)) {
      Channel channel = source ? transport.connect(uri, options) : transport.accept(uri, options);
      return new OpenEnds(channel.sender(), channel.receiver());
    }
    return source
        ? new OpenEnds(transport.openSender(uri, options), null)
        : new OpenEnds(null, transport.openReceiver(uri, options));
  }

  Sender requiredSender() {
    return Objects.requireNonNull(sender, "this end has no sender");
  }

  Receiver requiredReceiver() {
    return Objects.requireNonNull(receiver, "this end has no receiver");
  }

  @Override
  public void close() {
    try (Receiver closing = receiver) {
      if (sender != null) {
        sender.close();
      }
    }
  }
}
