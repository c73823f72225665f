package io.podwire.ipc.memory;

/**
 * Says when an end that gets nowhere looks after its peer: a system call, so it is not due often,
 * and a spinner does not even read the clock at each question. For one thread.
 */
final class LookTimer {
  private static final long PERIOD_NANOS = 50_000_000;
  private static final long SPINNING_NANOS = 1_000_000;
  private static final int QUESTIONS_PER_CLOCK = 64;

  private int questions = 1;
  private long clockNanos = System.nanoTime();
  private long dueNanos = clockNanos + PERIOD_NANOS;

  /** Whether a look is due; the next is not before a period has passed. */
  boolean due() {
    return --questions <= 0 && dueByClock();
  }

  /** Says that the end has slept, so that the next question reads the clock. */
  void slept() {
    questions = 1;
  }

  private boolean dueByClock() {
    long now = System.nanoTime();
    questions = now - clockNanos < SPINNING_NANOS ? QUESTIONS_PER_CLOCK : 1;
    clockNanos = now;
    if (now - dueNanos < 0) {
      return false;
    }
    dueNanos = now + PERIOD_NANOS;
    return true;
  }
}
