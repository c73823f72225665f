package io.podwire.ipc.stream;

/**
 * Where bytes leave: a descriptor to write to. For one thread; only {@link #waits()} may be closed
 * from another.
 */
public interface Outlet {
  /**
   * Writes without blocking; returns the bytes taken, 0 when there is no room.
   *
   * @throws io.podwire.ipc.ChannelException of kind PEER_GONE when nobody reads any more
   */
  long writeNow(long address, long length);

  /**
   * Sleeps in the kernel until there may be room or the peer is gone; false at the deadline.
   *
   * @throws io.podwire.ipc.ChannelException of kind INTERRUPTED or CLOSED
   */
  boolean awaitRoom(long deadlineNanos);

  /** Whether the kernel holds nothing that was written and not read. */
  boolean isDrained();

  /** The waits and calls of this end. */
  KernelWait waits();

  /**
   * Frees the descriptors. Called once, when no thread is inside another method.
   *
   * @param atRest whether whole messages only were written
   */
  void free(boolean atRest);
}
