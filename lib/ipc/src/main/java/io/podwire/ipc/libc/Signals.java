package io.podwire.ipc.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A realtime signal that does nothing but end a system call (signal(7): a handler installed without
 * SA_RESTART). Its handler is {@code ffs}, a function of the C library without any effect, so that
 * no Java code runs in a signal.
 */
final class Signals {
  private static final int SIGRTMIN = 34; // of glibc
  private static final int SIGRTMAX = 64;
  private static final long SIGACTION_BYTES = 152; // handler, mask of 128 bytes, flags, restorer
  private static final MethodHandle SIGACTION =
      Native.function("sigaction", Native.INT, Native.INT, Native.LONG, Native.LONG);
  private static final MethodHandle PTHREAD_SELF = Native.function("pthread_self", Native.LONG);
  private static final MethodHandle PTHREAD_KILL =
      Native.function("pthread_kill", Native.INT, Native.LONG, Native.INT);
  private static final int SIGNAL = install();

  private Signals() {}

  /**
   * Takes the first realtime signal from the top that nobody handles; the JDK's own is among those.
   */
  private static int install() {
    CallState state = new CallState();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment action = arena.allocate(SIGACTION_BYTES, 8);
      for (int signal = SIGRTMAX - 4; signal > SIGRTMIN; signal--) {
        action.fill((byte) 0);
        int read = (int) SIGACTION.invokeExact(state.count(), signal, 0L, action.address());
        if (read == 0 && action.get(ValueLayout.JAVA_LONG, 0) == 0) {
          action.fill((byte) 0);
          action.set(ValueLayout.JAVA_LONG, 0, Native.address("ffs").address());
          int set = (int) SIGACTION.invokeExact(state.count(), signal, action.address(), 0L);
          if (set == 0) {
            return signal;
          }
        }
      }
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
    throw new IllegalStateException(
        "every realtime signal is taken; blocking waits cannot be ended");
  }

  /** The calling thread's {@code pthread_t}. */
  static long currentThread() {
    try {
      return (long) PTHREAD_SELF.invokeExact(new CallState().count());
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }

  /** Sends the signal to a living thread of this process. */
  static void send(long posixThread) {
    try {
      int ignored = (int) PTHREAD_KILL.invokeExact(new CallState().count(), posixThread, SIGNAL);
    } catch (Throwable t) {
      throw Native.unreachable(t);
    }
  }
}
