package io.podwire.ipc.memory;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Idle;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Futex;
import io.podwire.ipc.libc.MappingFaults;
import io.podwire.ipc.libc.PeerWatch;
import io.podwire.ipc.libc.SideLock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
  private @Nullable ChannelException truncated;

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

  /**
   * Looks after the peer: one system call while it lives. As {@link #sleep} and {@link #wake} it
   * throws the error of an access before it, which belongs to the file and not to the call.
   */
  synchronized PeerWatch.Sight look() { // not while close() takes the descriptor away
    MappingFaults.surface();
    requireOpen();
    return watch.look();
  }

  /**
   * Refuses an end that is closed or whose files were found truncated: what they hold since then
   * means nothing, whatever their length.
   *
   * @throws ChannelException of kind CLOSED or CORRUPT
   */
  void requireOpen() {
    if (closed) {
      throw new ChannelException(Kind.CLOSED, uri + ": this end is closed");
    }
    requireWhole();
  }

  /**
   * As {@link #requireOpen}, for the thread that uses this end and at no cost.
   *
   * @throws ChannelException of kind CORRUPT
   */
  void requireWhole() {
    if (truncated != null) {
      throw new ChannelException(
          truncated.kind(), String.valueOf(truncated.getMessage()), truncated);
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
    MappingFaults.surface();
    long nanos = Math.min(SLICE_NANOS, deadlineNanos - System.nanoTime());
    if (nanos <= 0) {
      return false;
    }
    requireNoInterrupt();
    timespec.set(ValueLayout.JAVA_LONG, TIMESPEC_NANOS_OFFSET, Math.min(nanos, SLICE_NANOS));
    sleepsAtAddress = file.address() + offset;
    try {
      if (!closed) { // volatile, as the address: either close() sees us asleep or we see it closed
        Futex.await(calls, sleepsAtAddress, expected, timespec.address());
      }
    } finally {
      sleepsAtAddress = 0; // close() waits for it
    }
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
    MappingFaults.surface();
    Futex.wake(calls, file.address() + offset, 1);
  }

  long systemCalls() {
    return calls.systemCalls() + watch.systemCalls() + idle.systemCalls();
  }

  /** Lets a fault arrive that the caller's own access to the mapping has left behind. */
  void surface() {
    try {
      MappingFaults.surface();
    } catch (InternalError e) {
      throw fault(e);
    }
  }

  /**
   * Marks this end closed, wakes a blocked thread, and unmaps once it has left the kernel. An
   * access of another thread then throws, see {@link #fault}. Frees everything, also where the
   * files were truncated.
   *
   * @param peerWord where a sleeping peer sleeps, in {@code peerFile}
   */
  synchronized void close(MemorySegment peerFile, long peerWord) {
    if (closed) {
      return;
    }
    closed = true;
    try {
      markEnded();
    } finally {
      lock.close();
      watch.close();
      CallState closing = new CallState();
      Futex.wake(closing, peerFile.address() + peerWord, 1);
      for (long address = sleepsAtAddress; address != 0; address = sleepsAtAddress) {
        Futex.wake(closing, address, Integer.MAX_VALUE);
        Thread.yield();
      }
      mapping.close();
    }
  }

  private void markEnded() {
    try {
      Words.setRelease(ownFile, HeaderDescriptor.MODE_OFFSET, HeaderDescriptor.endedNow());
      MappingFaults.surface();
    } catch (InternalError truncatedFile) {
      // The page of the mark is gone, and with it the peer's: it meets a fault of its own.
    }
  }

  /** What was thrown within a method that touches the mapping, as that method should throw it. */
  synchronized RuntimeException fault(Throwable thrown) { // not while close() closes the files
    if (closed) {
      InternalError ignored = MappingFaults.among(thrown); // nothing may arrive later
      if (ignored != null || thrown instanceof IllegalStateException) {
        return new ChannelException(Kind.CLOSED, uri + ": this end is closed", thrown);
      }
    }
    RuntimeException fault = mapping.fault(uri, thrown);
    if (fault != thrown && fault instanceof ChannelException found) {
      truncated = found;
    }
    return fault;
  }

  /** The peer is not there any more. */
  ChannelException peerGone(String peer, PeerWatch.Sight sight) {
    return new ChannelException(
        Kind.PEER_GONE,
        String.format(
            Locale.ROOT,
            "%s: the %s %s; start it again",
            uri,
            peer,
            sight == PeerWatch.Sight.CLOSED ? "has closed" : "died"));
  }

  static ChannelException badCursor(ChannelUri uri, long position, String expected) {
    return new ChannelException(
        Kind.CORRUPT,
        String.format(
            Locale.ROOT,
            "%s: the cursor is at %d, expected %s; remove the channel and start both ends again",
            uri,
            position,
            expected));
  }
}
