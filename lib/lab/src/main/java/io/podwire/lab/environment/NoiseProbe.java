package io.podwire.lab.environment;

import io.podwire.lab.measure.LatencyRecorder;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Measures the noise of this machine; takes some 250 ms, nearly all of it on one core at a time.
 */
final class NoiseProbe {
  private static final int LARGEST = 5;
  private static final long LOOK_NANOS = 100_000_000;

  /** Several times a reading of the clock, on any machine that has a fast one. */
  private static final long LEAST_GAP_NANOS = 250;

  private static final int READINGS = 4;

  /** So that compiling a loop is no gap of the machine and no cost of its clock. */
  private static final long WARM_NANOS = 10_000_000;

  private NoiseProbe() {}

  /**
   * Measures now; blocks.
   *
   * @param cores the two on which gaps are looked for, one after the other, and between which a
   *     wake-up is measured; any other number looks once where the scheduler puts it, and measures
   *     no wake-up
   */
  static Noise measure(List<Integer> cores) {
    new GapFinder(System::nanoTime, LEAST_GAP_NANOS).look(WARM_NANOS);
    ClockCost.readNanos(System::nanoTime);
    ClockCost.resolutionNanos(System::nanoTime);
    long readNanos = ClockCost.readNanos(System::nanoTime);
    long resolutionNanos = ClockCost.resolutionNanos(System::nanoTime);
    long leastNanos = Math.max(LEAST_GAP_NANOS, READINGS * Math.max(readNanos, resolutionNanos));
    boolean two = cores.size() == 2 && !cores.get(0).equals(cores.get(1));
    List<Histogram> looks = two ? onEach(cores, leastNanos) : List.of();
    Histogram gaps = looks.isEmpty() ? look(leastNanos) : looks.getFirst();
    looks.stream().skip(1).forEach(gaps::add);
    return new Noise(
        LOOK_NANOS * Math.max(1, looks.size()),
        largest(gaps),
        gaps.getTotalCount() == 0 ? null : LatencyRecorder.encode(gaps),
        resolutionNanos,
        readNanos,
        two ? WakeUp.medianNanos(cores.get(0), cores.get(1)) : null);
  }

  private static Histogram look(long leastNanos) {
    return new GapFinder(System::nanoTime, leastNanos).look(LOOK_NANOS);
  }

  /** A look on each core that lets itself be used. */
  private static List<Histogram> onEach(List<Integer> cores, long leastNanos) {
    List<Histogram> looks = new ArrayList<>();
    for (int core : cores) {
      PinnedThread.join(PinnedThread.start(core, () -> looks.add(look(leastNanos))));
    }
    return looks;
  }

  private static List<Long> largest(Histogram gaps) {
    List<Long> largest = new ArrayList<>();
    for (HistogramIterationValue value : gaps.recordedValues()) {
      for (long i = 0; i < Math.min(LARGEST, value.getCountAddedInThisIterationStep()); i++) {
        largest.addFirst(value.getValueIteratedTo());
      }
    }
    return largest.subList(0, Math.min(LARGEST, largest.size()));
  }
}
