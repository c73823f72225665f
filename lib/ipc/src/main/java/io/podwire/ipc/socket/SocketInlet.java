package io.podwire.ipc.socket;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.Inlet;
import io.podwire.ipc.stream.KernelWait;

/** The receiving direction of a connection, whose end is final. Threads as {@link Inlet} says. */
final class SocketInlet implements Inlet {
  private final KernelWait waits;
  private final CallState state;
  private final Connection connection;
  private final int fd;

  SocketInlet(KernelWait waits, Connection connection) {
    this.waits = waits;
    this.state = waits.state();
    this.connection = connection;
    this.fd = connection.descriptor();
  }

  int descriptor() {
    return fd;
  }

  @Override
  public long readNow(long address, long length) {
    long read = Sockets.receiveNow(state, fd, address, length);
    return read >= 0 ? read : failed();
  }

  @Override
  public long readBlocking(long address, long length, long deadlineNanos) {
    while (waits.enter(deadlineNanos)) {
      long read = Sockets.receive(state, fd, address, length);
      waits.exit();
      if (read >= 0) {
        return read;
      }
      if (failed() == RESET) {
        return RESET;
      }
    }
    return readNow(address, length);
  }

  private long failed() {
    return switch (state.errno()) {
      case Errno.EAGAIN, Errno.EINTR -> NOTHING;
      case Errno.ECONNRESET, Errno.ETIMEDOUT, Errno.EPIPE -> RESET;
      default -> throw waits.fault("recv");
    };
  }

  @Override
  public void next(boolean atRest) {}

  @Override
  public boolean reject() {
    return false;
  }

  @Override
  public KernelWait waits() {
    return waits;
  }

  @Override
  public void free(boolean atRest) {
    connection.leave(false);
  }
}
