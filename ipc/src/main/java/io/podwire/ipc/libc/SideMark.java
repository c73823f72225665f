package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The eight bytes in a lock file that tell one holder from the next, and a close in good order from
 * a death: the number of holders so far, times two, plus one if all have closed. It is counted from
 * anywhere, so that of a file made anew is another.
 */
final class SideMark {
  private static final MethodHandle PREAD =
      Native.function("pread", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.LONG);
  private static final MethodHandle PWRITE =
      Native.function("pwrite", Native.LONG, Native.INT, Native.LONG, Native.LONG, Native.LONG);

  private static final long MOST_AT_FIRST = 1L << 60;

  private SideMark() {}

  static long opened(long mark) {
    long holders = mark == 0 ? ThreadLocalRandom.current().nextLong(MOST_AT_FIRST) : mark >> 1;
    return (holders + 1) << 1;
  }

  static long closed(long mark) {
    return mark | 1;
  }

  static boolean isClosed(long mark) {
    return (mark & 1) != 0;
  }

  static void write(CallState state, int fd, long mark) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_LONG, mark);
      long ignored = (long) PWRITE.invokeExact(state.count(), fd, bytes.address(), 8L, 0L);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** The mark, 0 where there is none. */
  static long read(CallState state, int fd) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(ValueLayout.JAVA_LONG);
      long read = (long) PREAD.invokeExact(state.count(), fd, bytes.address(), 8L, 0L);
      return read == 8 ? bytes.get(ValueLayout.JAVA_LONG, 0) : 0;
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
