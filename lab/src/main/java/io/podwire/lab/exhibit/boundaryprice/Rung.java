package io.podwire.lab.exhibit.boundaryprice;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.exhibit.Figures;
import io.podwire.lab.exhibit.MeasuredPair;
import io.podwire.lab.report.Units;
import io.podwire.lab.workload.RunSpec;
import java.time.Duration;

/**
 * The median round trip over one mechanism, between threads and between processes.
 *
 * @param waiting how both ends waited
 */
record Rung(String mechanism, WaitStrategy waiting, long threadNanos, long processNanos) {
  private static final int SIZE_BYTES = 64;
  private static final double DEARER = 1.1;
  private static final Duration WARMUP = Duration.ofMillis(40);
  private static final Duration DURATION = Duration.ofMillis(80);

  /** One round over a channel; blocks for about twice the duration. */
  static Rung measured(String channel, WaitStrategy wait, MeasuredPair processes) {
    RunSpec run = Figures.roundTrips(channel, SIZE_BYTES, wait, WARMUP, DURATION);
    return new Rung(
        channel.substring(0, channel.indexOf(':')),
        wait,
        Figures.medianNanos(MeasuredThreads.measure(run)),
        Figures.medianNanos(processes.measure(run)));
  }

  /** The better of two rounds. */
  Rung best(Rung other) {
    return new Rung(
        mechanism,
        waiting,
        Math.min(threadNanos, other.threadNanos),
        Math.min(processNanos, other.processNanos));
  }

  /** Whether the difference is more than two runs of the same thing may show. */
  boolean isDearerBetweenProcesses() {
    return ratio() > DEARER;
  }

  double ratio() {
    return (double) processNanos / threadNanos;
  }

  String sentence() {
    return "%s, %s: median round trip of %d bytes between two threads %s, between two processes %s (%s); the best of several interleaved rounds"
        .formatted(
            mechanism,
            waiting.text(),
            SIZE_BYTES,
            Units.nanos(threadNanos),
            Units.nanos(processNanos),
            Units.ratio(ratio()));
  }
}
