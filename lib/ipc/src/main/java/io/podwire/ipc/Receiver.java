package io.podwire.ipc;

/**
 * The receiving end of a channel. One thread at a time; {@link #close} from any thread, which ends
 * a wait of another with a {@link ChannelException} of kind CLOSED. Deadlines are absolute values
 * of {@link System#nanoTime()}.
 *
 * <p>Both ways to receive deliver whole messages in order, and return {@link #END} once the sender
 * has closed in good order and everything was delivered, where the mechanism tells. They throw
 * {@link ChannelException}: PEER_GONE when the sender is gone otherwise and nothing is left to
 * deliver, CORRUPT, VERSION, CLOSED, INTERRUPTED (waits only), FAILED. Before the first sender has
 * come they deliver nothing and throw nothing.
 */
public interface Receiver extends AutoCloseable {
  /** What polling returns when the stream has ended in good order. */
  int END = -1;

  /** The address, with what was left open (a port 0) filled in. */
  ChannelUri uri();

  /**
   * Delivers what is there, at most {@code limit} messages; never blocks. Returns how many, 0 if
   * there was none.
   *
   * @param limit 1 or more
   */
  int poll(MessageHandler handler, int limit);

  /**
   * As {@link #poll}, but waits for the first message as the channel's {@link WaitStrategy} says;
   * returns 0 only at the deadline.
   */
  int receive(MessageHandler handler, int limit, long deadlineNanos);

  /** How many system calls this end has made on behalf of messages and waits. */
  long systemCalls();

  /** Frees everything; the sender sees the peer gone. Idempotent. */
  @Override
  void close();
}
