package io.podwire.ipc.pipe;

import io.podwire.ipc.libc.SideLock;

/** One side of a FIFO: its file and its lock. */
record FifoEnd(FifoFile file, SideLock lock) implements PipeEnd {
  /** Before the lock is released and before the peer sees the end, so that it finds the new one. */
  @Override
  public void leave(boolean atRest) {
    if (!atRest) {
      file.renew();
    }
  }

  @Override
  public void left() {
    lock.close();
  }
}
