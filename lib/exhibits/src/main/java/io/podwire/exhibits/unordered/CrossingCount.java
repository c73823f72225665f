package io.podwire.exhibits.unordered;

import io.podwire.exhibits.Companion;
import java.time.Duration;

/**
 * What some rounds of a {@link Crossing} came to.
 *
 * @param met looks that met the other process under way
 * @param stale looks at which neither process saw what the other had stored before
 */
record CrossingCount(long met, long stale) {
  private static final Duration DURATION = Duration.ofMillis(250);
  private static final int MAX_ROUNDS = 60;

  /** Crosses with the writer for a while, this process being side 0. */
  static CrossingCount of(Crossing crossing, Companion writer, boolean fenced) {
    long met = 0;
    long stale = 0;
    long endNanos = System.nanoTime() + DURATION.toNanos();
    for (int round = 0; round < MAX_ROUNDS && endNanos - System.nanoTime() > 0; round++) {
      crossOnce(crossing, writer, fenced);
      met += crossing.countMet();
      stale += crossing.countStale();
    }
    return new CrossingCount(met, stale);
  }

  private static void crossOnce(Crossing crossing, Companion writer, boolean fenced) {
    crossing.reset();
    writer.tell(fenced ? WriterMain.CROSS_FENCED : WriterMain.CROSS);
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (!crossing.isReady() && deadlineNanos - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
    if (fenced) {
      crossing.crossFenced(0);
    } else {
      crossing.crossPlainly(0);
    }
    String ignored = writer.line(); // the other's round is over, and its stores are seen
  }
}
