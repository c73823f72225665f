package io.podwire.ipc.socket;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.stream.Frames;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.StreamReceiver;
import io.podwire.ipc.stream.StreamSender;
import java.util.Locale;
import java.util.Set;

/** What Unix and TCP sockets share: the receiver binds and listens, the sender connects. */
abstract class SocketTransport implements Transport {
  @Override
  public Set<String> parameters() {
    return Set.of(SocketBuffer.PARAMETER);
  }

  @Override
  public boolean isConnection() {
    return true;
  }

  @Override
  public void validate(ChannelUri uri) {
    uri.requireParameters(parameters());
    SocketBuffer.of(uri);
    Endpoint.of(uri);
  }

  @Override
  public long maxMessageBytes(ChannelUri uri) {
    return Frames.MAX_MESSAGE_BYTES;
  }

  @Override
  public void prepare(ChannelUri uri, boolean duplex) {
    validate(uri);
  }

  @Override
  public void remove(ChannelUri uri) {
    validate(uri);
  }

  @Override
  public Sender openSender(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    KernelWait waits = new KernelWait(uri);
    int fd = Connector.connect(Endpoint.of(uri), waits, options);
    return new StreamSender(
        uri, new SocketOutlet(waits, new Connection(fd, 1, NameHold.NONE)), options);
  }

  @Override
  public Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    ListeningSocket listening = ListeningSocket.bind(uri);
    return new StreamReceiver(listening.uri(), new AcceptingInlet(listening), options);
  }

  @Override
  public Channel connect(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    int fd = Connector.connect(Endpoint.of(uri), new KernelWait(uri), options);
    return Connection.duplex(fd, uri, options, NameHold.NONE);
  }

  @Override
  public Channel accept(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    ListeningSocket listening = ListeningSocket.bind(uri);
    try {
      int fd = listening.await(new KernelWait(uri), options.peerDeadlineNanos());
      if (fd >= 0) {
        listening.stop();
        return Connection.duplex(fd, listening.uri(), options, listening.name());
      }
    } catch (RuntimeException e) {
      listening.close();
      throw e;
    }
    listening.close();
    throw new ChannelException(
        ChannelException.Kind.TIMEOUT,
        String.format(
            Locale.ROOT,
            "%s: nobody connected within %s; start the peer, or wait longer (--timeout)",
            uri,
            DurationText.of(options.timeout())));
  }
}
