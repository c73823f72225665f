package io.podwire.lab.environment;

import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Futex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Sleeps on a futex round after round and notes when it ran again. {@link #run} is one thread's,
 * the rest another's.
 */
final class Sleeper implements Runnable {
  private static final long SLICE_NANOS = 20_000_000;
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment word;
  private final MemorySegment timespec;
  private final CallState waking = new CallState();
  private volatile int sleepsInRound = -1;
  private volatile int awakeInRound = -1;
  private volatile long awakeAtNanos;
  private volatile boolean stopped;

  /** Prepares it; its memory is the arena's, which threads must be able to share. */
  Sleeper(Arena arena) {
    this.word = arena.allocate(ValueLayout.JAVA_INT);
    this.timespec = Futex.timeout(arena, SLICE_NANOS);
  }

  @Override
  public void run() {
    CallState sleeping = new CallState();
    for (int round = 0; !stopped; round++) {
      sleepsInRound = round;
      while (!stopped && (int) INT.getAcquire(word, 0L) == round) { // pairs with wake
        Futex.await(sleeping, word.address(), round, timespec.address());
      }
      awakeAtNanos = System.nanoTime();
      awakeInRound = round;
    }
  }

  /** Whether it sleeps in a round, or is just about to. */
  boolean sleepsIn(int round) {
    return sleepsInRound == round;
  }

  /** Ends a round; false if nobody slept yet. */
  boolean wake(int round) {
    INT.setRelease(word, 0L, round + 1); // pairs with the acquire in run
    return Futex.wake(waking, word.address(), 1) == 1;
  }

  /** Whether it has run since a round was ended. */
  boolean isAwakeIn(int round) {
    return awakeInRound >= round;
  }

  /** When it ran again, of {@link System#nanoTime}. */
  long awakeAtNanos() {
    return awakeAtNanos;
  }

  /** Makes {@link #run} return, within a slice of its sleep. */
  void stop() {
    stopped = true;
    Futex.wake(new CallState(), word.address(), 1);
  }
}
