package io.podwire.ipc.stream;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.libc.BlockedCall;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PollSet;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The calls and waits of one end: every wait ends at its deadline, at an interrupt and at {@link
 * #close()}. For one thread, but for close.
 */
public final class KernelWait {
  private static final long RETRY_NANOS = 2_000_000;
  private static final long MAX_POLL_MILLIS = 10_000;

  private final ChannelUri uri;
  private final CallState state = new CallState();
  private final BlockedCall call = new BlockedCall();

  /** The waits of an end of {@code uri}. */
  public KernelWait(ChannelUri uri) {
    this.uri = uri;
  }

  /** The address, for errors. */
  public ChannelUri uri() {
    return uri;
  }

  /** What the calls of this end pass along. */
  public CallState state() {
    return state;
  }

  /**
   * Before a call that blocks; {@link #exit} must follow when it returns true. False at the
   * deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  public boolean enter(long deadlineNanos) {
    if (call.enter(deadlineNanos)) {
      return true;
    }
    check();
    return false;
  }

  /** After a call that blocked. */
  public void exit() {
    call.exit();
  }

  /**
   * Sleeps in poll(2) until one of {@code events} or an error comes; returns what came, 0 at the
   * deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  public int await(int fd, short events, long deadlineNanos) {
    while (enter(deadlineNanos)) {
      int came = Descriptors.poll(state, fd, events, millisUntil(deadlineNanos));
      exit();
      if (hasCome(came)) {
        return came;
      }
    }
    return 0;
  }

  /**
   * Sleeps in poll(2) until something can be read from one of {@code descriptors}; false at the
   * deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  public boolean await(PollSet descriptors, long deadlineNanos) {
    while (enter(deadlineNanos)) {
      int came = descriptors.poll(state, millisUntil(deadlineNanos));
      exit();
      if (hasCome(came)) {
        return true;
      }
    }
    return false;
  }

  private boolean hasCome(int came) {
    if (came < 0 && state.errno() != Errno.EINTR) {
      throw fault("poll");
    }
    return came > 0;
  }

  private static int millisUntil(long deadlineNanos) {
    long nanos = deadlineNanos - System.nanoTime();
    return (int) Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, 1, MAX_POLL_MILLIS);
  }

  /**
   * Sleeps a moment between two tries of what the kernel cannot wait for; false at the deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  public boolean pause(long deadlineNanos) {
    check();
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    LockSupport.parkNanos(Math.min(left, RETRY_NANOS));
    return true;
  }

  /** Throws if this end is closed or the thread interrupted. */
  public void check() {
    if (call.isClosed()) {
      throw closed();
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, uri + ": the wait was interrupted");
    }
  }

  ChannelException closed() {
    return new ChannelException(ChannelException.Kind.CLOSED, uri + ": this end is closed");
  }

  /** The fault of the call that has just failed. */
  public ChannelException fault(String name) {
    return Errno.fault(uri, name, state.errno(), "");
  }

  /** The peer is gone, found in {@code name}. */
  public ChannelException peerGone(String name) {
    return new ChannelException(
        ChannelException.Kind.PEER_GONE,
        String.format(Locale.ROOT, "%s: the peer is gone (%s)", uri, name));
  }

  /** Whether {@link #close} was called. */
  public boolean isClosed() {
    return call.isClosed();
  }

  /** Ends a wait of another thread and forbids later ones. */
  public void close() {
    call.close();
  }
}
