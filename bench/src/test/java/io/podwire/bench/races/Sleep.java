package io.podwire.bench.races;

/**
 * Tells from the times and the system calls of both ends whether a wake-up was lost: the waiter
 * called the kernel and went on only at its deadline, although the peer had done its part before
 * the deadline and has woken nobody. The times are compared with each other, never with a limit.
 */
final class Sleep {
  /**
   * Shorter than the slice after which an end looks again by itself, and longer than a busy machine
   * keeps a thread from its core: a look after the peer is a system call too, so that a waiter that
   * was kept there until its deadline cannot be told from one that slept.
   */
  private static final long PATIENCE_NANOS = 200_000_000;

  private long deadlineNanos;
  private long waiterCalls;
  private long endedNanos;
  private long peerDoneNanos;
  private long peerCalls;

  /** The deadline of a wait that begins now. */
  long begin(long calls) {
    waiterCalls = -calls;
    deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
    return deadlineNanos;
  }

  void ended(long calls) {
    endedNanos = System.nanoTime();
    waiterCalls += calls;
  }

  void peerBegins(long calls) {
    peerCalls = -calls;
  }

  void peerDone(long calls) {
    peerDoneNanos = System.nanoTime();
    peerCalls += calls;
  }

  String outcome() {
    boolean sleptThrough = waiterCalls > 0 && endedNanos - deadlineNanos >= 0;
    if (sleptThrough && deadlineNanos - peerDoneNanos > 0 && peerCalls == 0) {
      return "lost wake-up";
    }
    if (peerCalls > 0) {
      return "woken";
    }
    return waiterCalls > 0 ? "tried to sleep" : "seen";
  }
}
