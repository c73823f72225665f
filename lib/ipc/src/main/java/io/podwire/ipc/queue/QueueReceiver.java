package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.libc.PeerWatch.Sight;
import io.podwire.ipc.libc.SideLock;

/**
 * The receiving end of a queue; competes with others for the messages. Every message costs one
 * system call, with {@code block} the very call that waits for it. Closing leaves the queue and
 * what it holds to others.
 */
final class QueueReceiver extends QueueEnd implements Receiver {
  QueueReceiver(
      ChannelUri uri, KernelQueue queue, SideLock lock, PeerSight sender, ChannelOptions options) {
    super(uri, queue, lock, sender, options);
  }

  @Override
  public int poll(MessageHandler handler, int limit) {
    enter();
    try {
      int delivered = 0;
      while (delivered < limit && take(handler, false)) {
        delivered++;
      }
      return delivered > 0 ? delivered : lookForSender(handler);
    } finally {
      exit();
    }
  }

  @Override
  public int receive(MessageHandler handler, int limit, long deadlineNanos) {
    enter();
    try {
      return blocks
          ? receiveBlocking(handler, deadlineNanos)
          : receiveLooking(handler, deadlineNanos);
    } finally {
      exit();
    }
  }

  /** Returns with the first message: to look for a second would cost a call that finds none. */
  private int receiveBlocking(MessageHandler handler, long deadlineNanos) {
    while (true) {
      boolean last = !block(deadlineNanos);
      if (last ? take(handler, false) : takeBlocking(handler)) {
        return 1;
      }
      int found = lookForSender(handler);
      if (found != 0 || last) {
        return found;
      }
    }
  }

  private boolean takeBlocking(MessageHandler handler) {
    long length;
    try {
      length = queue.receive(true);
    } finally {
      unblock();
    }
    return deliver(handler, length);
  }

  private int receiveLooking(MessageHandler handler, long deadlineNanos) {
    while (true) {
      if (take(handler, false)) {
        return 1;
      }
      int found = lookForSender(handler);
      if (found != 0 || !idle.pause(uri, deadlineNanos)) {
        return found;
      }
      leaveIfClosed();
    }
  }

  private boolean take(MessageHandler handler, boolean wait) {
    return deliver(handler, queue.receive(wait));
  }

  private boolean deliver(MessageHandler handler, long length) {
    if (length < 0) {
      if (length == KernelQueue.REMOVED) {
        throw removed();
      }
      return false;
    }
    handler.onMessage(queue.buffer(), queue.bufferOffset(), length);
    return true;
  }

  /**
   * After an empty look, and not too often: 0 while there may be more, 1 if a last message came,
   * END, or PEER_GONE.
   */
  private int lookForSender(MessageHandler handler) {
    if (!peer.isDue()) {
      return 0;
    }
    Sight sight = peer.look();
    if (!peer.isGone()) {
      if (queue.isRemoved()) {
        throw removed();
      }
      return 0;
    }
    if (take(handler, false)) { // sent between the empty look and the sender's end
      return 1;
    }
    if (sight == Sight.CLOSED) {
      return END;
    }
    throw peerGone("the sender died and the queue is empty; start it again");
  }
}
