package io.podwire.lab.environment;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waking a core costs. A thread sleeps on a shared futex, as the receiver of a ring does with
 * the wait strategy block, on a core that has nothing else to do; a thread on another core wakes
 * it. The cost runs from just before the wake to the first moment in which the sleeper runs. For
 * one thread.
 */
final class WakeUp {
  private static final int ROUNDS = 60;

  /** The first calls link and compile. */
  private static final int WARM_ROUNDS = 10;

  /** Longer than a guest's idle core polls before it halts (guest_halt_poll_ns is 200 us). */
  private static final long IDLE_NANOS = 500_000;

  /** Where other programs keep the cores busy, the rounds that fit have to do. */
  private static final long LIMIT_NANOS = 300_000_000;

  private final Sleeper sleeper;
  private final long deadlineNanos = System.nanoTime() + LIMIT_NANOS;
  private final long[] costsNanos = new long[ROUNDS];
  private int count;

  private WakeUp(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /**
   * Measures; takes some 40 ms. Both threads are its own: the caller's affinity stays.
   *
   * @return the median in ns, null if the cores cannot be used or nothing was measured in time
   */
  static @Nullable Long medianNanos(int wakerCore, int sleeperCore) {
    try (Arena arena = Arena.ofShared()) {
      Sleeper sleeper = new Sleeper(arena);
      WakeUp wakeUp = new WakeUp(sleeper);
      Thread sleeping = PinnedThread.start(sleeperCore, sleeper);
      PinnedThread.join(PinnedThread.start(wakerCore, wakeUp::wakeAgainAndAgain));
      sleeper.stop();
      PinnedThread.join(sleeping);
      return wakeUp.medianNanos();
    }
  }

  private void wakeAgainAndAgain() {
    for (int round = 0; round < WARM_ROUNDS + ROUNDS; round++) {
      int current = round;
      if (!spinUntil(() -> sleeper.sleepsIn(current))) {
        return;
      }
      idle();
      long begin = System.nanoTime();
      boolean slept = sleeper.wake(round);
      if (!spinUntil(() -> sleeper.isAwakeIn(current))) {
        return;
      }
      if (slept && round >= WARM_ROUNDS) {
        costsNanos[count++] = sleeper.awakeAtNanos() - begin;
      }
    }
  }

  private @Nullable Long medianNanos() {
    Arrays.sort(costsNanos, 0, count);
    return count == 0 ? null : costsNanos[count / 2];
  }

  private void idle() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < IDLE_NANOS) {
      Thread.onSpinWait();
    }
  }

  private boolean spinUntil(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
