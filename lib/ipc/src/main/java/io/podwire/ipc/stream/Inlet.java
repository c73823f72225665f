package io.podwire.ipc.stream;

/**
 * The bytes that arrive: a descriptor to read from, or a listening one that becomes such. For one
 * thread; only {@link #waits()} may be closed from another.
 */
public interface Inlet {
  /** The writer has closed; nothing is left. */
  long END = 0;

  /** There is nothing now. */
  long NOTHING = -1;

  /** The writer is gone, and bytes may be lost. */
  long RESET = -2;

  /** Reads without blocking; returns the bytes read or {@link #END} and its like. */
  long readNow(long address, long length);

  /**
   * Reads, blocking in the kernel for the first byte; {@link #NOTHING} is the deadline.
   *
   * @throws io.podwire.ipc.ChannelException of kind INTERRUPTED or CLOSED
   */
  long readBlocking(long address, long length, long deadlineNanos);

  /** A whole message is about to be delivered: the writer is at work. */
  default void delivering() {}

  /**
   * After an end: makes ready for a next writer, where the mechanism knows such.
   *
   * @param atRest whether no byte was read that has not been delivered
   */
  void next(boolean atRest);

  /**
   * Turns the present writer away, because it sends nonsense; returns whether a next may come, for
   * which this is ready then.
   */
  boolean reject();

  /** The waits and calls of this end. */
  KernelWait waits();

  /**
   * Frees the descriptors. Called once, when no thread is inside another method.
   *
   * @param atRest whether no byte was read that has not been delivered
   */
  void free(boolean atRest);
}
