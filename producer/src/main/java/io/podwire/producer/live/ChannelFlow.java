package io.podwire.producer.live;

import io.podwire.api.FlowState;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import java.time.Duration;

/** A live flow into a channel whose other end is the consumer's or the sidecar's. */
final class ChannelFlow implements SendingFlow {
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final String name;
  private final ChannelUri uri;
  private final LiveMessage message;
  private final Connection<Sender> connection;
  private volatile long messages;
  private volatile long notSent;

  ChannelFlow(String name, ChannelUri uri, LiveMessage message, Connector connector) {
    this.name = name;
    this.uri = uri;
    this.message = message;
    ChannelOptions options = ChannelOptions.DEFAULT.withTimeout(PATIENCE);
    this.connection =
        new Connection<>(
            name, connector::submit, () -> Transports.of(uri).openSender(uri, options));
  }

  @Override
  public void tick() {
    Sender sender = connection.get();
    if (sender == null) {
      return;
    }
    if (sender.offer(message.buffer())) {
      message.sent();
      connection.works();
      messages++;
    } else {
      notSent++;
    }
    boolean ignored = sender.flush(); // if not all of it now, then with the next tick
  }

  @Override
  public void failed(Throwable e) {
    connection.lost(e);
  }

  @Override
  public void drain(long deadlineNanos) {
    connection.end(sender -> Draining.drain(sender, deadlineNanos));
  }

  @Override
  public FlowState state() {
    return new FlowState(
        name,
        uri.toString(),
        connection.status().isConnected(),
        messages,
        notSent,
        null,
        null,
        connection.status().error());
  }
}
