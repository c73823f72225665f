package io.podwire.ipc.libc;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The CPU clock of this whole process (clock_gettime(2)). The JDK's own counts in ticks of 10 ms,
 * which are longer than a short round. Stateless.
 */
public final class ProcessCpu {
  private static final int CLOCK_PROCESS_CPUTIME_ID = 2;
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final MethodHandle CLOCK_GETTIME =
      Native.function("clock_gettime", Native.INT, Native.INT, Native.LONG);

  private ProcessCpu() {}

  /** What all threads of this process have used until now, in ns. */
  public static long nanos() {
    CallState state = new CallState();
    MemorySegment time = state.scratch();
    try {
      int result =
          (int) CLOCK_GETTIME.invokeExact(state.count(), CLOCK_PROCESS_CPUTIME_ID, time.address());
      if (result != 0) {
        throw Errno.fault("process", "clock_gettime", state.errno(), "this needs Linux");
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
    return time.get(ValueLayout.JAVA_LONG, 0) * SECOND_NANOS
        + time.get(ValueLayout.JAVA_LONG, Long.BYTES);
  }
}
