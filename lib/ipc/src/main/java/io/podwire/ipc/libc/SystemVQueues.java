package io.podwire.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * System V message queues (sysvipc(7)). Each call returns what the C library's returns; -1 is a
 * failure that {@link CallState#errno()} names. Threads may share it, each with its own state.
 *
 * <p>Where a message could not be passed, the call is made once more, without waiting, by a handle
 * that keeps errno (see {@link Native#asked}): a second look that may still succeed, and whose
 * errno is that of a call that does not wait.
 *
 * <p>A message lies in memory as its type, 8 bytes and positive, and the text after it; lengths
 * count the text alone. The status is {@code struct msqid_ds} of 64-bit Linux:
 *
 * <pre>
 *   0                       48       56       64       72       80       88       96            120
 *   +-----------------------+--------+--------+--------+--------+--------+--------+------- - ---+
 *   | msg_perm              | stime  | rtime  | ctime  | cbytes | qnum   | qbytes | pids, reserved
 *   +-----------------------+--------+--------+--------+--------+--------+--------+------- - ---+
 * </pre>
 */
public final class SystemVQueues {
  /** The size of {@code struct msqid_ds}. */
  public static final long STATUS_BYTES = 120;

  /** Where the text of a message begins, after its type. */
  public static final long TEXT_OFFSET = Long.BYTES;

  private static final long CHANGED_OFFSET = 64;
  private static final long WAITING_BYTES_OFFSET = 72;
  private static final long WAITING_MESSAGES_OFFSET = 80;
  private static final long CAPACITY_OFFSET = 88;

  private static final int IPC_PRIVATE = 0;
  private static final int IPC_CREAT = 01000;
  private static final int IPC_NOWAIT = 04000;
  private static final int MSG_COPY = 040000;
  private static final int IPC_RMID = 0;
  private static final int IPC_STAT = 2;

  private static final MethodHandle GET =
      Native.function("msgget", Native.INT, Native.INT, Native.INT);
  private static final MethodHandle CONTROL =
      Native.function("msgctl", Native.INT, Native.INT, Native.INT, Native.LONG);
  private static final Native.Asked SEND =
      Native.asked("msgsnd", Native.INT, Native.INT, Native.LONG, Native.LONG, Native.INT);
  private static final Native.Asked RECEIVE =
      Native.asked(
          "msgrcv", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.LONG, Native.INT);

  private SystemVQueues() {}

  /** Makes a queue without a key and returns its id, which is the only way to it. */
  public static int createPrivate(CallState state, int mode) {
    try {
      return (int) GET.invokeExact(state.count(), IPC_PRIVATE, IPC_CREAT | mode);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Removes the queue with what it holds; whoever waits in it gets EIDRM. */
  public static int remove(CallState state, int id) {
    return control(state, id, IPC_RMID, 0);
  }

  /** Fills {@code status}, {@value #STATUS_BYTES} bytes of native memory. */
  public static int status(CallState state, int id, MemorySegment status) {
    return control(state, id, IPC_STAT, status.address());
  }

  private static int control(CallState state, int id, int command, long address) {
    try {
      return (int) CONTROL.invokeExact(state.count(), id, command, address);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** When the queue was made or its permissions changed, in seconds of the wall clock. */
  public static long changedSeconds(MemorySegment status) {
    return status.get(ValueLayout.JAVA_LONG, CHANGED_OFFSET);
  }

  /** How many bytes of text were waiting, of whatever type. */
  public static long waitingBytes(MemorySegment status) {
    return status.get(ValueLayout.JAVA_LONG, WAITING_BYTES_OFFSET);
  }

  /** How many messages were waiting, of whatever type. */
  public static long waitingMessages(MemorySegment status) {
    return status.get(ValueLayout.JAVA_LONG, WAITING_MESSAGES_OFFSET);
  }

  /** How many bytes of text, and how many messages, the queue holds at most. */
  public static long capacityBytes(MemorySegment status) {
    return status.get(ValueLayout.JAVA_LONG, CAPACITY_OFFSET);
  }

  /**
   * Sends the message at {@code address}; on a full queue it blocks until there is room or a signal
   * comes, or without {@code wait} does not; then it fails and {@link #isFullOrEmpty} is true.
   *
   * @param length bytes of text, from 0
   */
  public static int send(CallState state, int id, long address, long length, boolean wait) {
    try {
      state.countSilent();
      int result = (int) SEND.silent().invokeExact(id, address, length, wait ? 0 : IPC_NOWAIT);
      return result == 0
          ? 0
          : (int) SEND.naming().invokeExact(state.count(), id, address, length, IPC_NOWAIT);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /**
   * Takes the oldest message of a type and returns the length of its text; where there is none it
   * blocks until there is one or a signal comes, or without {@code wait} does not; then it fails
   * and {@link #isFullOrEmpty} is true.
   *
   * @param capacity bytes of text that fit at {@code address}; a longer message fails with E2BIG
   */
  public static long receive(
      CallState state, int id, long address, long capacity, long type, boolean wait) {
    try {
      state.countSilent();
      int flags = wait ? 0 : IPC_NOWAIT;
      long length = (long) RECEIVE.silent().invokeExact(id, address, capacity, type, flags);
      return length >= 0 ? length : naming(state, id, address, capacity, type, IPC_NOWAIT);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /**
   * Copies the message at a place in the queue, whatever its type, and leaves it there; fails with
   * ENOMSG where there is none, and with ENOSYS on a kernel without CONFIG_CHECKPOINT_RESTORE.
   *
   * @param place from 0, the oldest
   */
  public static long copy(CallState state, int id, long address, long capacity, long place) {
    return naming(state, id, address, capacity, place, MSG_COPY | IPC_NOWAIT);
  }

  private static long naming(
      CallState state, int id, long address, long capacity, long type, int flags) {
    try {
      return (long) RECEIVE.naming().invokeExact(state.count(), id, address, capacity, type, flags);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Whether the call that failed found a full queue or no message of the type, and no fault. */
  public static boolean isFullOrEmpty(CallState state) {
    return switch (state.errno()) {
      case Errno.EAGAIN, Errno.ENOMSG, Errno.EINTR -> true;
      default -> false;
    };
  }
}
