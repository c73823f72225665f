package io.podwire.ipc.queue;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Idle;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.BlockedCall;
import io.podwire.ipc.libc.SideLock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What both ends of a queue share: who is inside, how to wait, how to end. One thread at a time
 * calls between {@link #enter} and {@link #exit}; any thread closes. The descriptor and the buffer
 * are freed by whoever leaves last, so that no call ever meets a number that was given to another
 * file.
 */
abstract sealed class QueueEnd permits QueueSender, QueueReceiver {
  /** How long a call blocks in the kernel before this end looks for its peer. */
  private static final long SLICE_NANOS = 250_000_000;

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int CLOSING = 2;
  private static final int CLOSED = 3;

  final ChannelUri uri;
  final KernelQueue queue;
  final PeerSight peer;
  final Idle idle;
  final boolean blocks;
  private final SideLock lock;
  private final BlockedCall blocked = new BlockedCall();
  private final AtomicInteger life = new AtomicInteger(IDLE);

  QueueEnd(
      ChannelUri uri, KernelQueue queue, SideLock lock, PeerSight peer, ChannelOptions options) {
    this.uri = uri;
    this.queue = queue;
    this.lock = lock;
    this.peer = peer;
    idle = new Idle(options.waitStrategy());
    blocks = options.waitStrategy() == WaitStrategy.BLOCK;
  }

  /** The address. */
  public final ChannelUri uri() {
    return uri;
  }

  /** System calls on behalf of messages, waits and looks for the peer. */
  public final long systemCalls() {
    return queue.systemCalls() + peer.systemCalls() + idle.systemCalls();
  }

  final void enter() {
    if (!life.compareAndSet(IDLE, BUSY)) {
      if (life.get() == BUSY) {
        throw new IllegalStateException(uri + ": one thread at a time may use an end");
      }
      throw closed();
    }
  }

  final void exit() {
    if (!life.compareAndSet(BUSY, IDLE)) {
      life.set(CLOSED);
      release();
    }
  }

  /**
   * Announces a blocking call of one slice; false when the deadline is past. {@link #unblock} must
   * follow true.
   */
  final boolean block(long deadlineNanos) {
    long sliceNanos = Math.min(deadlineNanos - System.nanoTime(), SLICE_NANOS);
    if (sliceNanos > 0 && blocked.enter(System.nanoTime() + sliceNanos)) {
      return true;
    }
    if (blocked.isClosed()) {
      throw closed();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, uri + ": the wait was interrupted");
    }
    return false;
  }

  final void unblock() {
    blocked.exit();
  }

  /** Ends the wait of a thread that is inside while another closes. */
  final void leaveIfClosed() {
    if (life.get() >= CLOSING) {
      throw closed();
    }
  }

  final ChannelException closed() {
    return new ChannelException(ChannelException.Kind.CLOSED, uri + ": this end was closed");
  }

  final ChannelException peerGone(String words) {
    return new ChannelException(ChannelException.Kind.PEER_GONE, uri + ": " + words);
  }

  final ChannelException removed() {
    return peerGone("the queue was removed; open the channel again");
  }

  /** Closes this end; ends a wait of another thread with CLOSED. Idempotent. */
  public final void close() {
    lock.close();
    if (life.compareAndSet(IDLE, CLOSED)) {
      blocked.close();
      release();
    } else if (life.compareAndSet(BUSY, CLOSING)) {
      blocked.close();
    } else if (life.get() < CLOSING) {
      close(); // it went from busy to idle or back in between
    }
  }

  private void release() {
    queue.release();
    peer.release();
  }
}
