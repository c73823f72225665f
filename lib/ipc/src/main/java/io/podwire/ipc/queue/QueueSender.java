package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.DurationText;
import io.podwire.ipc.Sender;
import io.podwire.ipc.libc.PeerWatch.Sight;
import io.podwire.ipc.libc.SideLock;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * The sending end of a queue. A message is in the queue, in one system call, once it is accepted:
 * there is nothing to flush. The queue does not tell whether anybody receives; this end looks for
 * receivers when the queue is full and in {@link #isDrained}.
 */
final class QueueSender extends QueueEnd implements Sender {
  private static final long ARRIVAL_PAUSE_NANOS = 1_000_000;

  QueueSender(
      ChannelUri uri,
      KernelQueue queue,
      SideLock lock,
      PeerSight receiver,
      ChannelOptions options) {
    super(uri, queue, lock, receiver, options);
  }

  /** Waits until a receiver lives; the caller closes this end if that throws. */
  void awaitReceiver(Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (peer.look() != Sight.ALIVE) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ChannelException(
            ChannelException.Kind.INTERRUPTED, uri + ": the wait for a receiver was interrupted");
      }
      if (deadlineNanos - System.nanoTime() <= 0) {
        throw new ChannelException(
            ChannelException.Kind.TIMEOUT,
            String.format(
                Locale.ROOT,
                "%s: no receiver came within %s; start it or wait longer",
                uri,
                DurationText.of(timeout)));
      }
      LockSupport.parkNanos(this, ARRIVAL_PAUSE_NANOS);
    }
  }

  @Override
  public long maxMessageBytes() {
    return queue.maxMessageBytes();
  }

  @Override
  public boolean offer(MemorySegment buffer, long offset, long length) {
    check(buffer, offset, length);
    enter();
    try {
      return put(buffer, offset, length) || lookForReceiver();
    } finally {
      exit();
    }
  }

  @Override
  public boolean send(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    check(buffer, offset, length);
    enter();
    try {
      return blocks
          ? sendBlocking(buffer, offset, length, deadlineNanos)
          : sendLooking(buffer, offset, length, deadlineNanos);
    } finally {
      exit();
    }
  }

  private boolean sendBlocking(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    while (block(deadlineNanos)) {
      int result;
      try {
        result = queue.send(buffer, offset, length, true);
      } finally {
        unblock();
      }
      if (isAccepted(result)) {
        return true;
      }
      lookForReceiver();
    }
    return put(buffer, offset, length);
  }

  private boolean sendLooking(MemorySegment buffer, long offset, long length, long deadlineNanos) {
    while (!put(buffer, offset, length)) {
      lookForReceiver();
      if (!idle.pause(uri, deadlineNanos)) {
        return false;
      }
      leaveIfClosed();
    }
    return true;
  }

  private boolean put(MemorySegment buffer, long offset, long length) {
    return isAccepted(queue.send(buffer, offset, length, false));
  }

  private boolean isAccepted(int result) {
    if (result == KernelQueue.REMOVED) {
      throw removed();
    }
    return result == 0;
  }

  private void check(MemorySegment buffer, long offset, long length) {
    Objects.checkFromIndexSize(offset, length, buffer.byteSize());
    if (length > queue.maxMessageBytes()) {
      throw queue.tooLong(length);
    }
  }

  /** After a full queue, and not too often: false, or PEER_GONE. */
  private boolean lookForReceiver() {
    if (peer.isDue()) {
      peer.look();
      if (peer.isGone()) {
        throw peerGone("the receiver is gone and the queue is full; start it again");
      }
      if (queue.isRemoved()) {
        throw removed();
      }
    }
    return false;
  }

  /** Nothing is held back, so this is true at once. */
  @Override
  public boolean flush() {
    leaveIfClosed();
    return true;
  }

  @Override
  public boolean flush(long deadlineNanos) {
    return flush();
  }

  /**
   * Whether no message of this direction is left in the queue. A receiver that closed in good order
   * and took the queue with it counts as having taken everything.
   */
  @Override
  public boolean isDrained() {
    enter();
    try {
      long waiting = queue.waitingMessages();
      if (waiting > 0 && peer.isDue()) {
        peer.look();
        waiting = queue.waitingMessages(); // it may have taken them just before it ended
        if (waiting > 0 && peer.isGone()) {
          throw peerGone("the receiver is gone and left messages in the queue; start it again");
        }
        if (waiting > 0 && queue.isRemoved()) {
          throw removed();
        }
      }
      if (waiting == KernelQueue.REMOVED && peer.look() != Sight.CLOSED) {
        throw removed();
      }
      return waiting <= 0;
    } finally {
      exit();
    }
  }
}
