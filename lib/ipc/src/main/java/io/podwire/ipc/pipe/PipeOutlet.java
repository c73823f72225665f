package io.podwire.ipc.pipe;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.stream.KernelWait;
import io.podwire.ipc.stream.Outlet;

/** The writing end of a pipe, never blocking but in poll(2). Threads as {@link Outlet} says. */
final class PipeOutlet implements Outlet {
  private final KernelWait waits;
  private final CallState state;
  private final int fd;
  private final PipeEnd end;

  PipeOutlet(KernelWait waits, int fd, PipeEnd end) {
    this.waits = waits;
    this.state = waits.state();
    this.fd = fd;
    this.end = end;
    if (Descriptors.setNonBlocking(state, fd, true) < 0) {
      throw waits.fault("fcntl");
    }
  }

  @Override
  public long writeNow(long address, long length) {
    long written = Descriptors.write(state, fd, address, length);
    if (written >= 0) {
      return written;
    }
    return switch (state.errno()) {
      case Errno.EAGAIN, Errno.EINTR -> 0;
      case Errno.EPIPE -> throw waits.peerGone("nobody reads the pipe any more");
      default -> throw waits.fault("write");
    };
  }

  @Override
  public boolean awaitRoom(long deadlineNanos) {
    return waits.await(fd, Descriptors.POLLOUT, deadlineNanos) != 0;
  }

  /** Asks for the reader too: the writer's own end keeps a pipe with bytes in it alive. */
  @Override
  public boolean isDrained() {
    if (Descriptors.readableBytes(state, fd) == 0) {
      return true; // all was taken: the reader may be gone for good reason
    }
    int events = Descriptors.poll(state, fd, (short) 0, 0);
    if (events <= 0 || (events & Descriptors.POLLERR) == 0) {
      return false;
    }
    if (Descriptors.readableBytes(state, fd) == 0) {
      return true; // taken between the two calls, just before the reader went
    }
    throw waits.peerGone("nobody reads the pipe any more");
  }

  @Override
  public KernelWait waits() {
    return waits;
  }

  @Override
  public void free(boolean atRest) {
    end.leave(atRest);
    Descriptors.close(new CallState(), fd);
    end.left();
  }
}
