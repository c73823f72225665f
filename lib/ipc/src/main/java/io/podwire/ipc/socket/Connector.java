package io.podwire.ipc.socket;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.KernelWait;
import java.util.List;
import java.util.Locale;

/** Connects, again and again until somebody listens or the time is over. For one thread. */
final class Connector {
  private static final int NOT_YET = -1;
  private static final long MAX_PATIENCE_NANOS = 30_000_000_000L;

  private final Endpoint endpoint;
  private final KernelWait waits;
  private final CallState state;
  private final int bufferBytes;
  private long patienceNanos = 1_000_000_000;

  private Connector(Endpoint endpoint, KernelWait waits, int bufferBytes) {
    this.endpoint = endpoint;
    this.waits = waits;
    this.state = waits.state();
    this.bufferBytes = bufferBytes;
  }

  /** A connected, blocking descriptor. */
  static int connect(Endpoint endpoint, KernelWait waits, ChannelOptions options) {
    return connect(endpoint, endpoint.targets(), waits, options);
  }

  /** As {@link #connect(Endpoint, KernelWait, ChannelOptions)}, to given addresses. */
  static int connect(
      Endpoint endpoint, Endpoint.Targets targets, KernelWait waits, ChannelOptions options) {
    long deadlineNanos = options.peerDeadlineNanos();
    Connector connector = new Connector(endpoint, waits, SocketBuffer.of(waits.uri()));
    boolean known = false;
    do {
      endpoint.requireConnectable();
      List<SocketAddress> addresses = targets.now(waits, deadlineNanos);
      known |= !addresses.isEmpty();
      int fd = connector.attempt(addresses, deadlineNanos);
      if (fd != NOT_YET) {
        return fd;
      }
    } while (waits.pause(deadlineNanos));
    throw new ChannelException(
        ChannelException.Kind.TIMEOUT,
        String.format(
            Locale.ROOT,
            "%s: %s within %s; %s, or wait longer (--timeout)",
            waits.uri(),
            known ? "nobody listened" : "the resolver did not find the host",
            DurationText.of(options.timeout()),
            known ? "start the receiver" : "check the host's name"));
  }

  /**
   * One after the other. Of several, each has a share of the time, at first a second and longer
   * where one ran out: one that does not answer must not keep the others waiting.
   */
  private int attempt(List<SocketAddress> addresses, long deadlineNanos) {
    boolean isOnly = addresses.size() == 1;
    long shareNanos = patienceNanos;
    int fd = NOT_YET;
    for (int i = 0; i < addresses.size() && fd == NOT_YET; i++) {
      long endNanos = System.nanoTime() + shareNanos;
      boolean mayTakeAll = isOnly || deadlineNanos - endNanos < 0;
      fd = attempt(addresses.get(i), isOnly, mayTakeAll ? deadlineNanos : endNanos);
      if (endNanos - System.nanoTime() <= 0) {
        patienceNanos = Math.min(2 * shareNanos, MAX_PATIENCE_NANOS);
      }
    }
    return fd;
  }

  private int attempt(SocketAddress address, boolean isOnly, long deadlineNanos) {
    int fd = Sockets.open(state, address);
    if (fd < 0) {
      return notYet("socket", state.errno(), isOnly);
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
      return notYet("connect", errno, isOnly);
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

  private int notYet(String call, int errno, boolean isOnly) {
    boolean mayCome =
        switch (errno) {
          case 0,
              Errno.ECONNREFUSED,
              Errno.ENOENT,
              Errno.EAGAIN,
              Errno.ETIMEDOUT,
              Errno.EHOSTUNREACH,
              Errno.ECONNRESET,
              Errno.EINTR ->
              true;
          // of a family that this machine has no network for, while another address may work
          case Errno.ENETUNREACH, Errno.EADDRNOTAVAIL, Errno.EAFNOSUPPORT -> !isOnly;
          default -> false;
        };
    if (mayCome) {
      return NOT_YET;
    }
    throw Errno.fault(waits.uri(), call, errno, "");
  }

  /** Refuses to take a path on which somebody without our lock listens. */
  static void requireNobodyListens(UdsEndpoint endpoint) {
    CallState state = new CallState();
    SocketAddress address = endpoint.resolve();
    int fd = Sockets.open(state, address);
    if (fd < 0) {
      throw Errno.fault(endpoint.uri(), "socket", state.errno(), "");
    }
    int errno = Sockets.connect(state, fd, address) == 0 ? 0 : state.errno();
    Descriptors.close(state, fd);
    if (errno == Errno.EACCES || errno == Errno.EPERM) {
      throw Errno.fault(
          endpoint.uri(), "connect", errno, "remove the socket, or take another path");
    }
    // Only these say that nobody does: a full backlog is EAGAIN, a datagram socket EPROTOTYPE.
    if (errno != Errno.ECONNREFUSED && errno != Errno.ENOENT) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          String.format(
              Locale.ROOT,
              "%s: another process listens; %s",
              endpoint.uri(),
              endpoint.wayOutOfUse()));
    }
  }
}
