package io.podwire.ipc.pipe;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.stream.Inlet;
import io.podwire.ipc.stream.KernelWait;

/**
 * The reading end of an anonymous pipe: the end of its one writer is final. Threads as {@link
 * Inlet} says.
 */
final class PipeInlet implements Inlet {
  private final KernelWait waits;
  private final CallState state;
  private final boolean blocks;
  private final int fd;

  /** Reads {@code fd}, which it owns. */
  PipeInlet(KernelWait waits, int fd, boolean blocks) {
    this.waits = waits;
    this.state = waits.state();
    this.blocks = blocks;
    this.fd = fd;
    if (Descriptors.setNonBlocking(state, fd, !blocks) < 0) {
      throw waits.fault("fcntl");
    }
  }

  int descriptor() {
    return fd;
  }

  @Override
  public long readNow(long address, long length) {
    if (blocks && Descriptors.poll(state, fd, Descriptors.POLLIN, 0) == 0) {
      return NOTHING;
    }
    long read = Descriptors.read(state, fd, address, length);
    return read >= 0 ? read : nothing();
  }

  @Override
  public long readBlocking(long address, long length, long deadlineNanos) {
    while (waits.enter(deadlineNanos)) {
      long read = Descriptors.read(state, fd, address, length);
      waits.exit();
      if (read >= 0) {
        return read;
      }
      if (nothing() == NOTHING && state.errno() == Errno.EAGAIN) {
        waits.await(fd, Descriptors.POLLIN, deadlineNanos); // somebody sharing it unblocked it
      }
    }
    return readNow(address, length);
  }

  private long nothing() {
    return switch (state.errno()) {
      case Errno.EAGAIN, Errno.EINTR -> NOTHING;
      default -> throw waits.fault("read");
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
    Descriptors.close(new CallState(), fd);
  }
}
