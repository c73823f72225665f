package io.podwire.ipc.libc;

import java.lang.invoke.MethodHandle;

/** Lets a child process end with the one that started it (prctl(2), PR_SET_PDEATHSIG). */
public final class ParentDeath {
  private static final int PR_SET_PDEATHSIG = 1;
  private static final long SIGKILL = 9;
  private static final MethodHandle PRCTL =
      Native.variadic(
          1, "prctl", Native.INT, Native.INT, Native.LONG, Native.LONG, Native.LONG, Native.LONG);

  private ParentDeath() {}

  /**
   * From now on the kernel kills this process when its parent dies; if the parent is dead already,
   * this process halts. The kernel takes the thread that started this process for the parent, so
   * that thread has to live as long as this process is wanted.
   */
  public static void killsThisProcess() {
    try {
      int ignored =
          (int) PRCTL.invokeExact(new CallState().count(), PR_SET_PDEATHSIG, SIGKILL, 0L, 0L, 0L);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
