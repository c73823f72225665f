package io.podwire.ipc;

import java.lang.foreign.MemorySegment;

/**
 * The sending end of a channel. One thread at a time; {@link #close} from any thread, which ends a
 * wait of another with a {@link ChannelException} of kind CLOSED. Deadlines are absolute values of
 * {@link System#nanoTime()}.
 *
 * <p>Every method that talks to the peer throws {@link ChannelException}: TOO_LONG for a message
 * beyond {@link #maxMessageBytes()}, PEER_GONE when the receiver is known to be gone, CLOSED,
 * INTERRUPTED (waits only), FAILED.
 */
public interface Sender extends AutoCloseable {
  /** The address, with what was left open (a port 0) filled in. */
  ChannelUri uri();

  /** The longest message that this channel carries, in bytes. */
  long maxMessageBytes();

  /** Offers a whole segment as one message; see {@link #offer(MemorySegment, long, long)}. */
  default boolean offer(MemorySegment message) {
    return offer(message, 0, message.byteSize());
  }

  /**
   * Accepts a copy of a message, or returns false on back-pressure; never blocks. What was accepted
   * becomes visible at the latest with the next {@link #flush()} that returns true. After false,
   * everything accepted before is on its way.
   *
   * @param length bytes, from 0 to {@link #maxMessageBytes()}
   */
  boolean offer(MemorySegment buffer, long offset, long length);

  /**
   * Makes what was accepted visible to the receiver or hands it to the kernel; never blocks.
   * Returns false while back-pressure holds some of it back: call again.
   */
  boolean flush();

  /** Whether {@link #claim} works. */
  default boolean canClaim() {
    return false;
  }

  /**
   * Up to which length in bytes claiming spares a copy; a longer message is sent from where it
   * lies, and room claimed for it would be memory taken for nothing. Negative if {@link #canClaim}
   * is false.
   */
  default long claimPaysUpToBytes() {
    return canClaim() ? maxMessageBytes() : -1;
  }

  /**
   * Reserves room for one message to be written in place, into {@link #claimBuffer()} from the
   * returned offset on; returns -1 on back-pressure. The next call must be {@link #commit()} or
   * {@link #abort()}.
   *
   * @throws UnsupportedOperationException unless {@link #canClaim()}
   */
  default long claim(long length) {
    throw new UnsupportedOperationException(uri() + " cannot claim");
  }

  /** Where claimed room lies; may change with each {@link #claim}. */
  default MemorySegment claimBuffer() {
    throw new UnsupportedOperationException(uri() + " cannot claim");
  }

  /** Accepts the message written into the claimed room, as {@link #offer} would. */
  default void commit() {
    throw new UnsupportedOperationException(uri() + " cannot claim");
  }

  /** Gives the claimed room back; nothing is sent. */
  default void abort() {
    throw new UnsupportedOperationException(uri() + " cannot claim");
  }

  /**
   * Offers until accepted, waiting as the channel's {@link WaitStrategy} says; returns false at the
   * deadline.
   */
  boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos);

  /** Flushes until all is visible, waiting as the strategy says; returns false at the deadline. */
  boolean flush(long deadlineNanos);

  /**
   * Whether the receiver has taken everything, as far as the mechanism tells: the cursor for shm,
   * the kernel's count of unread bytes or messages for the rest. Does not say that the receiver has
   * processed it.
   */
  boolean isDrained();

  /** How many system calls this end has made on behalf of messages and waits. */
  long systemCalls();

  /**
   * Ends the stream in good order, without waiting, and frees everything. What is not flushed is
   * lost. Idempotent.
   */
  @Override
  void close();
}
