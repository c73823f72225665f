package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Idle;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Futex;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What both ends of a ring have in common, none of it on the way of a message: the sign of life,
 * the watch on the peer, waiting, closing. One thread, and any thread to {@link #close}.
 */
final class RingEnd {
  private static final long SLICE_NANOS = 250_000_000;
  private static final long TIMESPEC_NANOS_OFFSET = Long.BYTES;

  private final ChannelUri uri;
  private final WaitStrategy strategy;
  private final Idle idle;
  private final RingMapping mapping;
  private final MemorySegment ownFile;
  private final SideLock lock;
  private final PeerWatch watch;
  private final LookTimer lookTimer = new LookTimer();
  private final CallState calls = new CallState();
  private final MemorySegment timespec = Futex.timeout(Arena.ofAuto(), SLICE_NANOS);
  private volatile long sleepsAtAddress;
  private volatile boolean closed;

  /**
   * Announces this end in its own file.
   *
   * @param ownFile the file of the mapping that this end writes
   */
  RingEnd(
      ChannelUri uri,
      ChannelOptions options,
      RingMapping mapping,
      MemorySegment ownFile,
      SideLock lock,
      PeerWatch watch) {
    this.uri = uri;
    this.strategy = options.waitStrategy();
    this.idle = new Idle(strategy);
    this.mapping = mapping;
    this.ownFile = ownFile;
    this.lock = lock;
    this.watch = watch;
    // a predecessor that was killed asleep left its flag
    Words.setRelease(ownFile, HeaderDescriptor.WAITING_OFFSET, 0);
    beat();
    long mode = strategy.needsWakeUp() ? HeaderDescriptor.MODE_SLEEPS : HeaderDescriptor.MODE_AWAKE;
    // release: whoever sees the mode sees the flag cleared
    Words.setRelease(ownFile, HeaderDescriptor.MODE_OFFSET, mode);
  }

  ChannelUri uri() {
    return uri;
  }

  RingMapping mapping() {
    return mapping;
  }

  boolean sleeps() {
    return strategy.needsWakeUp();
  }

  boolean spins() {
    return strategy == WaitStrategy.SPIN;
  }

  /** Whether this end, which gets nowhere, should look after its peer; beats when it should. */
  boolean lookIsDue() {
    if (!lookTimer.due()) {
      return false;
    }
    beat();
    return true;
  }

  private void beat() {
    Words.setRelease(ownFile, HeaderDescriptor.HEARTBEAT_OFFSET, System.nanoTime());
  }

  /** Looks after the peer: one system call while it lives. */
  synchronized PeerWatch.Sight look() { // not while close() takes the descriptor away
    requireOpen();
    return watch.look();
  }

  void requireOpen() {
    if (closed) {
      throw new ChannelException(Kind.CLOSED, uri + ": this end is closed");
    }
  }

  /**
   * One pause of an end that does not sleep; returns false at the deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  boolean pause(long deadlineNanos) {
    boolean inTime = idle.pause(uri, deadlineNanos);
    if (idle.checked()) {
      requireOpen();
    }
    return inTime;
  }

  /**
   * Sleeps while the low half of a word is {@code expected}, for one slice at most; returns false
   * at the deadline.
   *
   * @throws ChannelException of kind INTERRUPTED or CLOSED
   */
  boolean sleep(MemorySegment file, long offset, int expected, long deadlineNanos) {
    long nanos = Math.min(SLICE_NANOS, deadlineNanos - System.nanoTime());
    if (nanos <= 0) {
      return false;
    }
    requireNoInterrupt();
    timespec.set(ValueLayout.JAVA_LONG, TIMESPEC_NANOS_OFFSET, Math.min(nanos, SLICE_NANOS));
    sleepsAtAddress = file.address() + offset;
    if (!closed) { // volatile, as the address: either close() sees us asleep or we see it closed
      Futex.await(calls, sleepsAtAddress, expected, timespec.address());
    }
    sleepsAtAddress = 0;
    lookTimer.slept();
    requireOpen();
    requireNoInterrupt();
    return true;
  }

  private void requireNoInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(Kind.INTERRUPTED, uri + ": the wait was interrupted");
    }
  }

  /** Wakes the peer that sleeps at a word. */
  void wake(MemorySegment file, long offset) {
    Futex.wake(calls, file.address() + offset, 1);
  }

  long systemCalls() {
    return calls.systemCalls() + watch.systemCalls() + idle.systemCalls();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Says farewell, ends the wait of another thread, and unmaps when that has left the kernel. An
   * access of another thread then throws, see {@link #fault}.
   *
   * @param peerWord where a sleeping peer sleeps, in {@code peerFile}
   */
  synchronized void close(MemorySegment peerFile, long peerWord) {
    if (closed) {
      return;
    }
    closed = true;
    Words.setRelease(ownFile, HeaderDescriptor.MODE_OFFSET, HeaderDescriptor.endedNow());
    lock.close();
    watch.close();
    CallState closing = new CallState();
    Futex.wake(closing, peerFile.address() + peerWord, 1);
    for (long address = sleepsAtAddress; address != 0; address = sleepsAtAddress) {
      Futex.wake(closing, address, Integer.MAX_VALUE);
      Thread.yield();
    }
    mapping.arena().close();
  }

  /** What an access to the mapping that failed means. */
  RuntimeException fault(Throwable thrown) {
    if (closed && thrown instanceof IllegalStateException) {
      return new ChannelException(Kind.CLOSED, uri + ": this end is closed", thrown);
    }
    if (thrown instanceof InternalError) {
      return new ChannelException(
          Kind.CORRUPT,
          uri
              + ": the files were truncated while open; remove the channel and start both ends again",
          thrown);
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }

  /** The peer is not there any more. */
  ChannelException peerGone(String peer, PeerWatch.Sight sight) {
    return new ChannelException(
        Kind.PEER_GONE,
        "%s: the %s %s; start it again"
            .formatted(uri, peer, sight == PeerWatch.Sight.CLOSED ? "has closed" : "died"));
  }

  static ChannelException badCursor(ChannelUri uri, long position, String expected) {
    return new ChannelException(
        Kind.CORRUPT,
        "%s: the cursor is at %d, expected %s; remove the channel and start both ends again"
            .formatted(uri, position, expected));
  }
}
