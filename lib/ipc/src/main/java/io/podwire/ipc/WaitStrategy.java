package io.podwire.ipc;

import java.util.Locale;

/** How a thread waits for a message or for room. Each trades latency against CPU. */
public enum WaitStrategy {
  /** Looks again at once: the shortest latency, a whole core. */
  SPIN,
  /** Gives the core away between looks: a whole core unless others want it. */
  YIELD,
  /** Sleeps for some tens of microseconds between looks. */
  PARK,
  /** Sleeps in the kernel until the kernel wakes it: no CPU, the latency of a wake-up. */
  BLOCK;

  /** Whether the waiter sleeps until its peer wakes it, so that the peer has to. */
  public boolean needsWakeUp() {
    return this == BLOCK;
  }

  /** The name as options and results write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists all
   */
  public static WaitStrategy parse(String text) {
    for (WaitStrategy strategy : values()) {
      if (strategy.text().equals(text)) {
        return strategy;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a wait strategy; take spin, yield, park or block");
  }
}
