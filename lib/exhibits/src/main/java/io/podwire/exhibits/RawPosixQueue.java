package io.podwire.exhibits;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.BlockedCall;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.PosixQueues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A POSIX message queue as the kernel gives it, with no channel around it, carrying short texts.
 * For one thread; deadlines are absolute values of {@link System#nanoTime()}.
 */
public final class RawPosixQueue implements AutoCloseable {
  private static final int MODE = 0600;

  private final String name;
  private final CallState state;
  private final int descriptor;
  private final @Nullable Unlink unlink;
  private final BlockedCall call = new BlockedCall();
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment attributes = arena.allocate(PosixQueues.ATTRIBUTES_BYTES, 8);
  private final MemorySegment buffer;

  private RawPosixQueue(String name, CallState state, int descriptor, @Nullable Unlink unlink) {
    this.name = name;
    this.state = state;
    this.descriptor = descriptor;
    this.unlink = unlink;
    PosixQueues.attributes(state, descriptor, attributes);
    this.buffer = arena.allocate(PosixQueues.messageBytes(attributes));
  }

  /**
   * Makes a queue that goes when this object is closed or the process ends.
   *
   * @param name a slash and a word
   * @throws CannotShowException if the kernel refuses one
   */
  public static RawPosixQueue create(String name, long maxMessages, long messageBytes) {
    CallState state = new CallState();
    int descriptor =
        PosixQueues.create(state, name, Descriptors.O_RDWR, MODE, maxMessages, messageBytes);
    if (descriptor < 0) {
      throw new CannotShowException(
          String.format(
              Locale.ROOT,
              "%s: no POSIX queue of %d messages of %d bytes: %s; look at fs.mqueue.* and RLIMIT_MSGQUEUE",
              name,
              maxMessages,
              messageBytes,
              Errno.text(state.errno())));
    }
    return new RawPosixQueue(name, state, descriptor, new Unlink(() -> unlink(name)));
  }

  private static void unlink(String name) {
    PosixQueues.unlink(new CallState(), name);
  }

  /** Opens the queue that another process made. */
  public static RawPosixQueue open(String name) {
    CallState state = new CallState();
    int descriptor = PosixQueues.open(state, name, Descriptors.O_RDWR);
    if (descriptor < 0) {
      throw Errno.fault(name, "mq_open", state.errno(), "");
    }
    return new RawPosixQueue(name, state, descriptor, null);
  }

  /** Puts a text, waiting for room; returns false at the deadline. */
  public boolean send(String text, int priority, long deadlineNanos) {
    long length = write(text);
    return blocking(
            "mq_timedsend",
            deadlineNanos,
            () -> PosixQueues.send(state, descriptor, buffer.address(), length, priority, true))
        >= 0;
  }

  /** Puts a text, or returns false if the queue is full; never waits. */
  public boolean offer(String text, int priority) {
    long length = write(text);
    if (PosixQueues.send(state, descriptor, buffer.address(), length, priority, false) == 0) {
      return true;
    }
    if (!PosixQueues.isFullOrEmpty(state)) {
      throw Errno.fault(name, "mq_timedsend", state.errno(), "");
    }
    return false;
  }

  private long write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    MemorySegment.copy(MemorySegment.ofArray(bytes), 0, buffer, 0, bytes.length);
    return bytes.length;
  }

  /** Takes the next text, waiting for one; null at the deadline. */
  public @Nullable String take(long deadlineNanos) {
    long length =
        blocking(
            "mq_timedreceive",
            deadlineNanos,
            () ->
                PosixQueues.receive(state, descriptor, buffer.address(), buffer.byteSize(), true));
    return length < 0
        ? null
        : new String(
            buffer.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE),
            StandardCharsets.UTF_8);
  }

  private long blocking(String what, long deadlineNanos, LongSupplier systemCall) {
    while (call.enter(deadlineNanos)) {
      long result;
      try {
        result = systemCall.getAsLong();
      } finally {
        call.exit();
      }
      if (result >= 0) {
        return result;
      }
      if (!PosixQueues.isFullOrEmpty(state)) {
        throw Errno.fault(name, what, state.errno(), "");
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, name + ": the wait was interrupted");
    }
    return -1;
  }

  /** How many messages wait in it, by the kernel's count. */
  public long waitingMessages() {
    PosixQueues.attributes(state, descriptor, attributes);
    return PosixQueues.waitingMessages(attributes);
  }

  /** Closes it, and removes it if this object has made it. */
  @Override
  public void close() {
    call.close();
    PosixQueues.close(state, descriptor);
    arena.close();
    if (unlink != null) {
      unlink.close();
    }
  }
}
