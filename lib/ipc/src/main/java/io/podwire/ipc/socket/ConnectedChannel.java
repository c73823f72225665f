package io.podwire.ipc.socket;

import io.podwire.ipc.Channel;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;

/** Both directions of one accepted or made connection; as {@link Channel} else. */
public final class ConnectedChannel implements Channel {
  private final Connection connection;
  private final Sender sender;
  private final Receiver receiver;

  ConnectedChannel(Connection connection, Sender sender, Receiver receiver) {
    this.connection = connection;
    this.sender = sender;
    this.receiver = receiver;
  }

  @Override
  public Sender sender() {
    return sender;
  }

  @Override
  public Receiver receiver() {
    return receiver;
  }

  /**
   * Whether the peer has closed the connection, or the network has lost it, even if bytes of the
   * peer are unread. Any thread; one system call.
   */
  public boolean isPeerGone() {
    return connection.isPeerGone();
  }
}
