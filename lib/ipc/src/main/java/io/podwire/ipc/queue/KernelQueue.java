package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import java.lang.foreign.MemorySegment;

/**
 * One end's hold on a queue of the kernel, with the buffer that its messages pass through. For one
 * thread at a time. Results below 0 are negated error numbers.
 */
interface KernelQueue {
  /** What {@link #send} and {@link #receive} return when there is no room, or no message. */
  int NOTHING = -1;

  /** What they return when the queue itself was removed. */
  int REMOVED = -2;

  /** The longest message in bytes. */
  long maxMessageBytes();

  /** The error of a message of {@code length} bytes, which is too long. */
  ChannelException tooLong(long length);

  /**
   * Sends a message with one system call; two when it returns another than 0. Returns 0, {@link
   * #NOTHING} (full, or the wait was ended by a signal) or {@link #REMOVED}.
   *
   * @param wait whether to block while the queue is full
   */
  int send(MemorySegment message, long offset, long length, boolean wait);

  /**
   * Takes a message with one system call into {@link #buffer()}; two when there is none. Returns
   * its length, {@link #NOTHING} (empty, or the wait was ended by a signal) or {@link #REMOVED}.
   */
  long receive(boolean wait);

  /** Where received messages lie. */
  MemorySegment buffer();

  /** Where in {@link #buffer()} they begin. */
  long bufferOffset();

  /** How many messages of this end's direction wait, where more than one may count as one. */
  long waitingMessages();

  /** Whether nobody can find this queue any more. May allocate. */
  boolean isRemoved();

  /** How many system calls were made through this. */
  long systemCalls();

  /** Lets go of the queue, which stays. */
  void release();
}
