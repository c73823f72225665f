package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.KernelWait;

/** Connects, again and again until somebody listens or the time is over. For one thread. */
final class Connector {
  private static final int NOT_YET = -1;

  private final Endpoint endpoint;
  private final KernelWait waits;
  private final CallState state;
  private final int bufferBytes;

  private Connector(Endpoint endpoint, KernelWait waits, int bufferBytes) {
    this.endpoint = endpoint;
    this.waits = waits;
    this.state = waits.state();
    this.bufferBytes = bufferBytes;
  }

  /** A connected, blocking descriptor. */
  static int connect(Endpoint endpoint, KernelWait waits, ChannelOptions options) {
    long deadlineNanos = options.peerDeadlineNanos();
    Connector connector = new Connector(endpoint, waits, SocketBuffer.of(waits.uri()));
    SocketAddress address = endpoint.resolve();
    do {
      endpoint.requireConnectable();
      int fd = connector.attempt(address, deadlineNanos);
      if (fd != NOT_YET) {
        return fd;
      }
    } while (waits.pause(deadlineNanos));
    throw new ChannelException(
        ChannelException.Kind.TIMEOUT,
        "%s: nobody listened within %d s; start the receiver, or wait longer (--timeout)"
            .formatted(waits.uri(), options.timeout().toSeconds()));
  }

  private int attempt(SocketAddress address, long deadlineNanos) {
    int fd = Sockets.open(state, address);
    if (fd < 0) {
      throw waits.fault("socket");
    }
    try {
      SocketBuffer.set(waits, fd, bufferBytes);
      int errno = connect(fd, address, deadlineNanos);
      if (errno == 0 && !isConnectedToItself(fd, address)) {
        endpoint.configure(state, fd);
        Descriptors.setNonBlocking(state, fd, false);
        return fd;
      }
      Descriptors.close(state, fd);
      return notYet(errno);
    } catch (RuntimeException e) {
      Descriptors.close(new CallState(), fd);
      throw e;
    }
  }

  private int connect(int fd, SocketAddress address, long deadlineNanos) {
    if (Sockets.connect(state, fd, address) == 0) {
      return 0;
    }
    if (state.errno() != Errno.EINPROGRESS) {
      return state.errno();
    }
    int came = waits.await(fd, Descriptors.POLLOUT, deadlineNanos);
    return came == 0 ? Errno.ETIMEDOUT : Sockets.error(state, fd);
  }

  /** A try at a free local port may be given that very port, and TCP then meets itself. */
  private boolean isConnectedToItself(int fd, SocketAddress address) {
    SocketAddress local = address.copy();
    return endpoint instanceof TcpEndpoint
        && Sockets.localAddress(state, fd, local) == 0
        && local.isSameAs(address);
  }

  private int notYet(int errno) {
    return switch (errno) {
      case 0,
          Errno.ECONNREFUSED,
          Errno.ENOENT,
          Errno.EAGAIN,
          Errno.ETIMEDOUT,
          Errno.EHOSTUNREACH,
          Errno.ECONNRESET,
          Errno.EINTR ->
          NOT_YET;
      default -> throw Errno.fault(waits.uri(), "connect", errno, "");
    };
  }

  /** Refuses to take a path on which somebody without our lock listens. */
  static void requireNobodyListens(UdsEndpoint endpoint) {
    CallState state = new CallState();
    SocketAddress address = endpoint.resolve();
    int fd = Sockets.open(state, address);
    boolean lives =
        Sockets.connect(state, fd, address) == 0
            || state.errno() == Errno.EAGAIN; // its backlog is full
    Descriptors.close(state, fd);
    if (lives) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          "%s: another process listens; %s".formatted(endpoint.uri(), endpoint.wayOutOfUse()));
    }
  }
}
