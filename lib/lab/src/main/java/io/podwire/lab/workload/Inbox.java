package io.podwire.lab.workload;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import java.util.Locale;

/** Takes messages out of a channel, waiting with the channel's strategy. For one thread. */
final class Inbox {
  private static final int BATCH = 1024;

  private final Receiver receiver;
  private final MessageHandler handler;
  private final Patience patience;
  private long delivered;

  Inbox(Receiver receiver, MessageHandler handler, EndSpec spec) {
    this.receiver = receiver;
    this.handler = handler;
    this.patience = new Patience(receiver.uri(), spec.timeout());
  }

  Receiver receiver() {
    return receiver;
  }

  /**
   * Waits for messages and handles what is there.
   *
   * @throws ChannelException of kind PEER_GONE if the sender has ended, TIMEOUT if it is silent
   */
  void receive() {
    int count = receiver.receive(handler, BATCH, patience.deadlineNanos());
    if (count > 0) {
      delivered += count;
      patience.progressed();
    } else if (count == 0) {
      patience.expired("a message");
    } else {
      throw new ChannelException(
          ChannelException.Kind.PEER_GONE,
          String.format(
              Locale.ROOT,
              "%s: the peer ended before the run did, after %d messages; look for why it ended",
              receiver.uri(),
              delivered));
    }
  }
}
