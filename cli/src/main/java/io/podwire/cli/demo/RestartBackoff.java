package io.podwire.cli.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * When a program that has ended is started again: after 500 ms, then after twice as long each time;
 * and no more after it has ended five times in a row. A life of 10 s ends the row. A kubelet does
 * the same with 10 s, 5 min and 10 min, and never gives up. For one thread at a time.
 */
final class RestartBackoff {
  static final int MAX_DEATHS_IN_A_ROW = 5;
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration GOOD_LIFE = Duration.ofSeconds(10);

  private int deathsInARow;

  /** How long to wait after a life of this length; empty to give up. */
  Optional<Duration> afterLifeOf(Duration life) {
    deathsInARow = life.compareTo(GOOD_LIFE) < 0 ? deathsInARow + 1 : 1;
    if (deathsInARow >= MAX_DEATHS_IN_A_ROW) {
      return Optional.empty();
    }
    return Optional.of(FIRST.multipliedBy(1L << (deathsInARow - 1)));
  }
}
