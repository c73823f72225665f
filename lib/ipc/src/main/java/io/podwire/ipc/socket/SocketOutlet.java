package io.podwire.ipc.socket;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.Outlet;

/** The sending direction of a connection. Threads as {@link Outlet} says. */
final class SocketOutlet implements Outlet {
  private final KernelWait waits;
  private final CallState state;
  private final Connection connection;
  private final int fd;

  SocketOutlet(KernelWait waits, Connection connection) {
    this.waits = waits;
    this.state = waits.state();
    this.connection = connection;
    this.fd = connection.descriptor();
  }

  @Override
  public long writeNow(long address, long length) {
    long sent = Sockets.sendNow(state, fd, address, length);
    if (sent >= 0) {
      return sent;
    }
    return switch (state.errno()) {
      case Errno.EAGAIN, Errno.EINTR -> 0;
      case Errno.EPIPE, Errno.ECONNRESET, Errno.ETIMEDOUT ->
          throw waits.peerGone(Errno.text(state.errno()));
      default -> throw waits.fault("send");
    };
  }

  @Override
  public boolean awaitRoom(long deadlineNanos) {
    return waits.await(fd, Descriptors.POLLOUT, deadlineNanos) != 0;
  }

  /**
   * A receiver that went with bytes unread resets the connection: its kernel may have taken all,
   * and then nothing is unsent, or what it never took stays unsent for ever. The bytes are counted
   * first: a Unix socket forgets them after it was reset.
   */
  @Override
  public boolean isDrained() {
    boolean drained = Sockets.unsentBytes(state, fd) == 0;
    int events = Descriptors.poll(state, fd, (short) 0, 0);
    if (events > 0 && (events & Descriptors.POLLERR) != 0) {
      throw waits.peerGone("connection reset");
    }
    return drained;
  }

  @Override
  public KernelWait waits() {
    return waits;
  }

  @Override
  public void free(boolean atRest) {
    connection.leave(true);
  }
}
