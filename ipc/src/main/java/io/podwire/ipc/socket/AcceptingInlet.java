package io.podwire.ipc.socket;

import io.podwire.ipc.stream.Inlet;
import io.podwire.ipc.stream.KernelWait;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of a one-way channel: one connection after the other. Threads as {@link Inlet}
 * says.
 */
final class AcceptingInlet implements Inlet {
  private final KernelWait waits;
  private final ListeningSocket listening;
  private @Nullable SocketInlet current;

  /** Accepts from {@code listening}, which it owns. */
  AcceptingInlet(ListeningSocket listening) {
    this.waits = new KernelWait(listening.uri());
    this.listening = listening;
  }

  @Override
  public long readNow(long address, long length) {
    SocketInlet inlet = current;
    if (inlet == null) {
      inlet = connected(listening.acceptNow(waits));
    }
    return inlet == null ? NOTHING : inlet.readNow(address, length);
  }

  @Override
  public long readBlocking(long address, long length, long deadlineNanos) {
    SocketInlet inlet = current;
    if (inlet == null) {
      inlet = connected(listening.await(waits, deadlineNanos));
    }
    return inlet == null ? NOTHING : inlet.readBlocking(address, length, deadlineNanos);
  }

  private @Nullable SocketInlet connected(int fd) {
    if (fd >= 0) {
      current = new SocketInlet(waits, new Connection(fd, 1, NameHold.NONE));
    }
    return current;
  }

  @Override
  public void next() {
    SocketInlet inlet = current;
    current = null;
    if (inlet != null) {
      inlet.free(true);
    }
  }

  @Override
  public boolean reject() {
    next();
    return true;
  }

  @Override
  public KernelWait waits() {
    return waits;
  }

  @Override
  public void free(boolean atRest) {
    next();
    listening.close();
  }
}
