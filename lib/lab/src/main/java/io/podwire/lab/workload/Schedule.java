package io.podwire.lab.workload;

/**
 * When the messages of a paced run are due.
 *
 * @param startNanos {@link System#nanoTime()} at which message 0 is due
 * @param messagesPerSecond the rate, 1 or more
 */
record Schedule(long startNanos, long messagesPerSecond) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * Whether everything is due at once, or as good as: no channel carries a message each nanosecond.
   */
  boolean isAtOnce() {
    return messagesPerSecond >= RunSpec.AT_ONCE_PER_SECOND;
  }

  /** When message {@code n} is due. */
  long dueNanos(long n) {
    long seconds = n / messagesPerSecond;
    long rest = n - seconds * messagesPerSecond;
    return startNanos + seconds * NANOS_PER_SECOND + rest * NANOS_PER_SECOND / messagesPerSecond;
  }
}
