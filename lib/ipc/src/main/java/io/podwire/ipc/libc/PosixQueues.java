package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * POSIX message queues (mq_overview(7)). Each call returns what the C library's returns; -1 is a
 * failure that {@link CallState#errno()} names. Threads may share it, each with its own state.
 *
 * <p>Where a message could not be passed, the call is made once more, without waiting, by a handle
 * that keeps errno (see {@link Native#asked}): a second look that may still succeed, and whose
 * errno is that of a call that does not wait.
 *
 * <p>The attributes are {@code struct mq_attr}, eight words of 8 bytes:
 *
 * <pre>
 *   0        8        16       24       32                       64
 *   +--------+--------+--------+--------+------------------------+
 *   | flags  | maxmsg | msgsize| curmsgs| reserved               |
 *   +--------+--------+--------+--------+------------------------+
 * </pre>
 */
public final class PosixQueues {
  /** The size of {@code struct mq_attr}. */
  public static final long ATTRIBUTES_BYTES = 64;

  private static final long MAX_MESSAGES_OFFSET = 8;
  private static final long MESSAGE_BYTES_OFFSET = 16;
  private static final long WAITING_MESSAGES_OFFSET = 24;

  /**
   * The epoch as an absolute timeout: the kernel gives up at once, without even arming a timer, so
   * that one blocking descriptor serves both ways to call.
   */
  private static final long NO_WAIT = Arena.global().allocate(16, 8).address();

  private static final long NO_TIMEOUT = 0;

  private static final MethodHandle OPEN =
      Native.variadic(
          2, "mq_open", Native.INT, Native.POINTER, Native.INT, Native.INT, Native.LONG);
  private static final MethodHandle CLOSE = Native.function("mq_close", Native.INT, Native.INT);
  private static final MethodHandle UNLINK =
      Native.function("mq_unlink", Native.INT, Native.POINTER);
  private static final MethodHandle GETATTR =
      Native.function("mq_getattr", Native.INT, Native.INT, Native.LONG);
  private static final Native.Asked SEND =
      Native.asked(
          "mq_timedsend",
          Native.INT,
          Native.INT,
          Native.LONG,
          Native.LONG,
          Native.INT,
          Native.LONG);
  private static final Native.Asked RECEIVE =
      Native.asked(
          "mq_timedreceive",
          Native.LONG,
          Native.INT,
          Native.LONG,
          Native.LONG,
          Native.LONG,
          Native.LONG);

  private PosixQueues() {}

  /** Opens the queue of that name; {@code flags} are those of open(2), close-on-exec is implied. */
  public static int open(CallState state, String name, int flags) {
    return open(state, name, flags, 0, 0L);
  }

  /**
   * Makes the queue; fails with EEXIST if there is one of that name.
   *
   * @param mode permissions, less the umask
   * @param maxMessages how many messages it holds
   * @param messageBytes the longest message
   */
  public static int create(
      CallState state, String name, int flags, int mode, long maxMessages, long messageBytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, 8);
      attributes.set(ValueLayout.JAVA_LONG, MAX_MESSAGES_OFFSET, maxMessages);
      attributes.set(ValueLayout.JAVA_LONG, MESSAGE_BYTES_OFFSET, messageBytes);
      int exclusive = flags | Descriptors.O_CREAT | Descriptors.O_EXCL;
      return open(state, name, exclusive, mode, attributes.address());
    }
  }

  private static int open(CallState state, String name, int flags, int mode, long attributes) {
    try (Arena arena = Arena.ofConfined()) {
      return (int)
          OPEN.invokeExact(state.count(), arena.allocateFrom(name), flags, mode, attributes);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Closes a descriptor of a queue; the queue stays. */
  public static int close(CallState state, int queue) {
    try {
      return (int) CLOSE.invokeExact(state.count(), queue);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Removes the name; the queue goes with its last descriptor. */
  public static int unlink(CallState state, String name) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) UNLINK.invokeExact(state.count(), arena.allocateFrom(name));
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Fills {@code attributes}, {@value #ATTRIBUTES_BYTES} bytes of native memory. */
  public static int attributes(CallState state, int queue, MemorySegment attributes) {
    try {
      return (int) GETATTR.invokeExact(state.count(), queue, attributes.address());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** How many messages the queue holds at most. */
  public static long maxMessages(MemorySegment attributes) {
    return attributes.get(ValueLayout.JAVA_LONG, MAX_MESSAGES_OFFSET);
  }

  /** The longest message that the queue takes, in bytes. */
  public static long messageBytes(MemorySegment attributes) {
    return attributes.get(ValueLayout.JAVA_LONG, MESSAGE_BYTES_OFFSET);
  }

  /** How many messages were waiting. */
  public static long waitingMessages(MemorySegment attributes) {
    return attributes.get(ValueLayout.JAVA_LONG, WAITING_MESSAGES_OFFSET);
  }

  /**
   * Sends a message; on a full queue it blocks until there is room or a signal comes, or without
   * {@code wait} does not; then it fails and {@link #isFullOrEmpty} is true.
   *
   * @param priority from 0; higher ones are received first
   */
  public static int send(
      CallState state, int queue, long address, long length, int priority, boolean wait) {
    try {
      state.countSilent();
      int result =
          (int)
              SEND.silent()
                  .invokeExact(queue, address, length, priority, wait ? NO_TIMEOUT : NO_WAIT);
      return result == 0
          ? 0
          : (int)
              SEND.naming().invokeExact(state.count(), queue, address, length, priority, NO_WAIT);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /**
   * Takes the oldest message of the highest priority and returns its length; on an empty queue it
   * blocks until there is one or a signal comes, or without {@code wait} does not; then it fails
   * and {@link #isFullOrEmpty} is true.
   *
   * @param capacity bytes at {@code address}; not less than the queue's longest message
   */
  public static long receive(
      CallState state, int queue, long address, long capacity, boolean wait) {
    try {
      state.countSilent();
      long length =
          (long)
              RECEIVE
                  .silent()
                  .invokeExact(queue, address, capacity, 0L, wait ? NO_TIMEOUT : NO_WAIT);
      return length >= 0
          ? length
          : (long)
              RECEIVE.naming().invokeExact(state.count(), queue, address, capacity, 0L, NO_WAIT);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Whether the call that failed found a full queue or an empty one, and no fault. */
  public static boolean isFullOrEmpty(CallState state) {
    return switch (state.errno()) {
      case Errno.ETIMEDOUT, Errno.EAGAIN, Errno.EINTR -> true;
      default -> false;
    };
  }
}
