package io.podwire.ipc;

import java.util.Set;

/**
 * One mechanism: opens, prepares and removes its channels. Stateless; found by {@link
 * java.util.ServiceLoader}. Every method throws {@link ChannelException} of kind BAD_ADDRESS when
 * the address is not of this mechanism's form.
 */
public interface Transport {
  /** The scheme of its addresses. */
  String scheme();

  /** The farthest boundary it crosses. */
  Reach reach();

  /** The names of the parameters that its addresses may carry. */
  Set<String> parameters();

  /** Refuses an address that can never work, by its words alone. */
  void validate(ChannelUri uri);

  /**
   * The longest message in bytes that a channel of this address carries; what the kernel decides is
   * asked of the kernel.
   */
  long maxMessageBytes(ChannelUri uri);

  /**
   * Creates what outlives the two ends (files, queues), for both directions if {@code duplex}; what
   * lives already is adopted. Nothing for sockets and pipes. Does not block.
   */
  void prepare(ChannelUri uri, boolean duplex);

  /**
   * Makes a one-way channel anew that is damaged or missing, with the loss of what it held, unless
   * a live end holds it. Returns whether it did. Does nothing where the next end to come makes what
   * it needs. Does not block.
   *
   * @throws ChannelException of kind FOREIGN if something else is there; it is left alone
   */
  default boolean repair(ChannelUri uri) {
    return false;
  }

  /**
   * Whether a one-way channel is there that Podwire has made or uses; never for sockets and pipes
   * of which nothing stays. What a user made for it, an empty directory for instance, is no
   * channel.
   */
  default boolean isThere(ChannelUri uri) {
    return false;
  }

  /**
   * Removes what {@link #prepare} creates, both directions, if it is there. A directory, a FIFO or
   * a queue that Podwire found and did not make stays. Does not block.
   */
  void remove(ChannelUri uri);

  /**
   * As {@link #remove}, but leaves a channel alone that a live end holds: for an end that has
   * closed in good order, whose peer, or the ends of a next use, may be there. The last to leave
   * removes.
   */
  default void removeUnused(ChannelUri uri) {
    remove(uri);
  }

  /**
   * Whether {@link #connect} and {@link #accept} make one connection that belongs to the two ends
   * alone and carries both directions, as sockets do.
   */
  default boolean isConnection() {
    return false;
  }

  /**
   * Whether a receiver meets each sender by itself, so that what one left, or the nonsense it sent,
   * is not in the way of the next: sockets and FIFOs. Of others the channel itself would be broken.
   */
  default boolean hasStreamPerSender() {
    return isConnection();
  }

  /**
   * Says for the receiver of a one-way channel that it lives, while it takes nothing because what
   * it delivers to is slow. Nothing where the two ends have a connection, which leads back. For one
   * thread of the receiver's process at a time; does not block.
   */
  default void signLife(ChannelUri uri) {}

  /**
   * How often the receiver of a one-way channel has said so; another number than before says that
   * it lives. Always another one for a pipe, whose reader can say nothing: the kernel tells its
   * end.
   */
  default long lifeSigns(ChannelUri uri) {
    return 0;
  }

  /**
   * Opens the sending end of a one-way channel; waits for the receiver until the options' timeout.
   *
   * @throws ChannelException of kind TIMEOUT if it does not come, IN_USE, DENIED, EXHAUSTED,
   *     FOREIGN, VERSION, …
   */
  Sender openSender(ChannelUri uri, ChannelOptions options);

  /**
   * Opens the receiving end of a one-way channel, binding or creating what is missing; does not
   * wait for the sender.
   */
  Receiver openReceiver(ChannelUri uri, ChannelOptions options);

  /**
   * Opens the connecting end of a duplex channel; waits for the accepting end until the timeout.
   */
  default Channel connect(ChannelUri uri, ChannelOptions options) {
    Receiver receiver = openReceiver(uri.back(), options);
    try {
      return Channel.of(openSender(uri, options), receiver);
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  /**
   * Opens the accepting end of a duplex channel; waits for the connecting end until the timeout.
   */
  default Channel accept(ChannelUri uri, ChannelOptions options) {
    Receiver receiver = openReceiver(uri, options);
    try {
      return Channel.of(openSender(uri.back(), options), receiver);
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }
}
