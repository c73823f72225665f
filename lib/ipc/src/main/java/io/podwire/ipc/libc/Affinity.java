package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Pins threads to cores (sched_setaffinity(2)). */
public final class Affinity {
  private static final int MAX_CORES = 1024;
  private static final MethodHandle SET =
      Native.function("sched_setaffinity", Native.INT, Native.INT, Native.LONG, Native.LONG);

  private Affinity() {}

  /**
   * Pins the calling thread to one core.
   *
   * @param core from 0
   * @throws io.podwire.ipc.ChannelException if the kernel refuses: no such core, or not within the
   *     cgroup's set
   */
  public static void pin(int core) {
    if (core < 0 || core >= MAX_CORES) {
      throw new IllegalArgumentException("core " + core + " is not within 0 to " + (MAX_CORES - 1));
    }
    CallState state = new CallState();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(MAX_CORES / 8, 8);
      mask.set(ValueLayout.JAVA_BYTE, core / 8, (byte) (1 << core % 8));
      int result = (int) SET.invokeExact(state.count(), 0, (long) MAX_CORES / 8, mask.address());
      if (result != 0) {
        throw Errno.fault(
            "core " + core,
            "sched_setaffinity",
            state.errno(),
            "take cores that this process may use");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
