package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.StreamReceiver;
import io.podwire.ipc.stream.StreamSender;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connected descriptor and how many ends use it: the last that leaves closes it. The ends share
 * nothing else. Any thread.
 */
final class Connection {
  private final int fd;
  private final NameHold name;
  private final AtomicInteger ends;

  /** A connection of {@code ends} ends that gives {@code name} back when it closes. */
  Connection(int fd, int ends, NameHold name) {
    this.fd = fd;
    this.name = name;
    this.ends = new AtomicInteger(ends);
  }

  /** Both directions of one connection. */
  static ConnectedChannel duplex(int fd, ChannelUri uri, ChannelOptions options, NameHold name) {
    Connection connection = new Connection(fd, 2, name);
    return new ConnectedChannel(
        connection,
        new StreamSender(uri, new SocketOutlet(new KernelWait(uri), connection), options),
        new StreamReceiver(uri, new SocketInlet(new KernelWait(uri), connection), options));
  }

  int descriptor() {
    return fd;
  }

  /** Whether the peer has closed or was lost, or both ends of this side have closed. */
  boolean isPeerGone() {
    return ends.get() == 0 || Descriptors.poll(new CallState(), fd, Descriptors.POLLRDHUP, 0) > 0;
  }

  /** Says that the sending or the receiving end has closed; each says so once. */
  void leave(boolean sending) {
    CallState state = new CallState();
    if (ends.decrementAndGet() == 0) {
      Descriptors.close(state, fd);
      name.close();
    } else {
      Sockets.shutdown(state, fd, sending); // the other end still uses the descriptor
    }
  }
}
