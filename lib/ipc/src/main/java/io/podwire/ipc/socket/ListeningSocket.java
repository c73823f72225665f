package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PollSet;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.KernelWait;

/** A bound and listening descriptor, which never blocks. For one thread. */
final class ListeningSocket {
  private static final int BACKLOG = 128;

  private final Endpoint endpoint;
  private final NameHold name;
  private final ChannelUri uri;
  private final SocketAddress address;
  private final int fd;
  private boolean stopped;

  private ListeningSocket(
      Endpoint endpoint, SocketAddress address, NameHold name, ChannelUri uri, int fd) {
    this.endpoint = endpoint;
    this.address = address;
    this.name = name;
    this.uri = uri;
    this.fd = fd;
  }

  /** Binds and listens. */
  static ListeningSocket bind(ChannelUri uri) {
    Endpoint endpoint = Endpoint.of(uri);
    SocketAddress address = endpoint.resolve();
    NameHold name = endpoint.holdName();
    KernelWait waits = new KernelWait(uri);
    int fd = Sockets.open(waits.state(), address);
    try {
      listen(waits, fd, address, endpoint);
      ChannelUri bound = endpoint.bound(waits.state(), fd, address);
      return new ListeningSocket(endpoint, address, name, bound, fd);
    } catch (RuntimeException e) {
      Descriptors.close(new CallState(), fd);
      name.abandon();
      throw e;
    }
  }

  private static void listen(KernelWait waits, int fd, SocketAddress address, Endpoint endpoint) {
    CallState state = waits.state();
    if (fd < 0) {
      throw waits.fault("socket");
    }
    if (Sockets.setReuseAddress(state, fd) < 0) {
      throw waits.fault("setsockopt");
    }
    SocketBuffer.set(waits, fd, SocketBuffer.of(waits.uri()));
    if (Sockets.bind(state, fd, address) < 0 || Sockets.listen(state, fd, BACKLOG) < 0) {
      throw bindFault(waits, endpoint);
    }
  }

  private static ChannelException bindFault(KernelWait waits, Endpoint endpoint) {
    String wayOut =
        switch (waits.state().errno()) {
          case Errno.EADDRINUSE -> endpoint.wayOutOfUse();
          case Errno.EADDRNOTAVAIL -> "bind to an address of this machine, or to 0.0.0.0 for all";
          case Errno.EACCES -> "take a port above 1023, or a directory that is writable";
          default -> "";
        };
    return Errno.fault(waits.uri(), "bind", waits.state().errno(), wayOut);
  }

  ChannelUri uri() {
    return uri;
  }

  /** Adds the descriptor to those that are awaited together. */
  void addTo(PollSet descriptors) {
    descriptors.add(fd);
  }

  /** Where an accepted connection comes from, in numbers; one that has gone again is "unknown". */
  String peerHost(KernelWait waits, int accepted) {
    SocketAddress peer = address.copy();
    return Sockets.peerAddress(waits.state(), accepted, peer) < 0 ? "unknown" : peer.host();
  }

  /** The right to the name, to outlive this socket in a connection. */
  NameHold name() {
    return name;
  }

  /** Takes a connection that waits, configured; -1 if there is none. */
  int acceptNow(KernelWait waits) {
    CallState state = waits.state();
    int accepted = Sockets.accept(state, fd);
    if (accepted < 0) {
      return switch (state.errno()) {
        case Errno.EMFILE, Errno.ENFILE, Errno.ENOMEM, Errno.EINVAL -> throw waits.fault("accept");
        default -> -1; // none yet, or one that has gone again (accept(2) passes its errors on)
      };
    }
    try {
      endpoint.configure(state, accepted);
      return accepted;
    } catch (ChannelException alreadyReset) {
      Descriptors.close(state, accepted);
      return -1;
    }
  }

  /**
   * Waits for a connection; -1 at the deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  int await(KernelWait waits, long deadlineNanos) {
    while (true) {
      boolean came = waits.await(fd, Descriptors.POLLIN, deadlineNanos) != 0;
      int accepted = acceptNow(waits);
      if (accepted >= 0 || !came) {
        return accepted;
      }
    }
  }

  /** Stops listening and removes the name, but keeps the right to it. Idempotent. */
  void stop() {
    if (stopped) {
      return; // the descriptor's number may be another's by now
    }
    stopped = true;
    name.unlink(); // first: who finds no name tries again, who is refused later might give up
    Descriptors.close(new CallState(), fd);
  }

  /** Stops listening and gives the name back. */
  void close() {
    stop();
    name.close();
  }
}
