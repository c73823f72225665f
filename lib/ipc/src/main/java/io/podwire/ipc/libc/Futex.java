package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Shared futexes (futex(2)): waiting on a word of a mapped file that another process changes. */
public final class Futex {
  private static final long SYS_FUTEX = System.getProperty("os.arch").equals("aarch64") ? 98 : 202;
  private static final long FUTEX_WAIT = 0;
  private static final long FUTEX_WAKE = 1;
  private static final MethodHandle SYSCALL =
      Native.variadic(
          1,
          "syscall",
          Native.LONG,
          Native.LONG,
          Native.LONG,
          Native.LONG,
          Native.LONG,
          Native.LONG);

  private Futex() {}

  /** A {@code struct timespec} to pass to {@link #await}, kept alive by {@code arena}. */
  public static MemorySegment timeout(Arena arena, long nanos) {
    MemorySegment timespec = arena.allocate(16, 8);
    timespec.set(ValueLayout.JAVA_LONG, 0, nanos / 1_000_000_000L);
    timespec.set(ValueLayout.JAVA_LONG, 8, nanos % 1_000_000_000L);
    return timespec;
  }

  /**
   * Sleeps while the aligned int at {@code address} is {@code expected}, at most for the time at
   * {@code timespecAddress}; returns -1 with EAGAIN if it is another value, ETIMEDOUT, EINTR. A
   * read-only mapping will do.
   */
  public static long await(CallState state, long address, int expected, long timespecAddress) {
    try {
      return (long)
          SYSCALL.invokeExact(
              state.count(), SYS_FUTEX, address, FUTEX_WAIT, (long) expected, timespecAddress);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Wakes up to {@code count} sleepers of the word at {@code address}; returns how many slept. */
  public static long wake(CallState state, long address, int count) {
    try {
      return (long)
          SYSCALL.invokeExact(state.count(), SYS_FUTEX, address, FUTEX_WAKE, (long) count, 0L);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
