package io.podwire.exhibits;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.libc.BlockedCall;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Errno;
import io.podwire.ipc.libc.SystemVQueues;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A System V message queue as the kernel gives it, with no channel around it, carrying short texts.
 * For one thread; deadlines are absolute values of {@link System#nanoTime()}.
 */
public final class RawSystemVQueue implements AutoCloseable {
  /** The type that stands for any, when taking. */
  public static final long ANY = 0;

  private static final int MODE = 0600;
  private static final long TEXT_BYTES = 1024;

  private final int id;
  private final CallState state;
  private final @Nullable Unlink unlink;
  private final BlockedCall call = new BlockedCall();
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment status = arena.allocate(SystemVQueues.STATUS_BYTES, 8);
  private final MemorySegment buffer = arena.allocate(SystemVQueues.TEXT_OFFSET + TEXT_BYTES, 8);

  private RawSystemVQueue(int id, CallState state, @Nullable Unlink unlink) {
    this.id = id;
    this.state = state;
    this.unlink = unlink;
  }

  /**
   * Makes a queue that goes when this object is closed or the process ends.
   *
   * @throws CannotShowException if the kernel refuses one
   */
  public static RawSystemVQueue create() {
    CallState state = new CallState();
    int id = SystemVQueues.createPrivate(state, MODE);
    if (id < 0) {
      throw new CannotShowException(
          String.format(
              Locale.ROOT,
              "no System V queue: %s; look at kernel.msgmni and ipcs -q",
              Errno.text(state.errno())));
    }
    return new RawSystemVQueue(id, state, new Unlink(() -> remove(id)));
  }

  private static void remove(int id) {
    SystemVQueues.remove(new CallState(), id);
  }

  /** Uses the queue that another process made. */
  public static RawSystemVQueue open(int id) {
    return new RawSystemVQueue(id, new CallState(), null);
  }

  /** What another process opens it by. */
  public int id() {
    return id;
  }

  /**
   * Puts a text, or returns false if the queue is full; never waits.
   *
   * @param type positive
   */
  public boolean offer(String text, long type) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.set(ValueLayout.JAVA_LONG, 0, type);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes), 0, buffer, SystemVQueues.TEXT_OFFSET, bytes.length);
    if (SystemVQueues.send(state, id, buffer.address(), bytes.length, false) == 0) {
      return true;
    }
    if (!SystemVQueues.isFullOrEmpty(state)) {
      throw fault("msgsnd");
    }
    return false;
  }

  /**
   * Takes the oldest text of a type, waiting for one; null at the deadline.
   *
   * @param type {@link #ANY} takes the oldest of all
   */
  public @Nullable String take(long type, long deadlineNanos) {
    while (call.enter(deadlineNanos)) {
      long length;
      try {
        length = SystemVQueues.receive(state, id, buffer.address(), TEXT_BYTES, type, true);
      } finally {
        call.exit();
      }
      if (length >= 0) {
        return text(length);
      }
      if (!SystemVQueues.isFullOrEmpty(state)) {
        throw fault("msgrcv");
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new ChannelException(
          ChannelException.Kind.INTERRUPTED, "queue " + id + ": the wait was interrupted");
    }
    return null;
  }

  private String text(long length) {
    MemorySegment text = buffer.asSlice(SystemVQueues.TEXT_OFFSET, length);
    return new String(text.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** How many messages wait in it, of whatever type, by the kernel's count. */
  public long waitingMessages() {
    readStatus();
    return SystemVQueues.waitingMessages(status);
  }

  /** How many bytes of text wait in it, by the kernel's count. */
  public long waitingBytes() {
    readStatus();
    return SystemVQueues.waitingBytes(status);
  }

  /** How many bytes of text, and how many messages, it holds at most. */
  public long capacityBytes() {
    readStatus();
    return SystemVQueues.capacityBytes(status);
  }

  private void readStatus() {
    if (SystemVQueues.status(state, id, status) != 0) {
      throw fault("msgctl");
    }
  }

  private ChannelException fault(String what) {
    return Errno.fault("System V queue " + id, what, state.errno(), "");
  }

  /** Removes the queue if this object has made it. */
  @Override
  public void close() {
    call.close();
    if (unlink != null) {
      unlink.close();
    }
    arena.close();
  }
}
