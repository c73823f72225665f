package io.podwire.lab.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the noise of this machine; takes some 150 ms, nearly all of it on one core. */
final class NoiseProbe {
  private static final int GAPS = 5;
  private static final long LOOK_NANOS = 100_000_000;

  /** So that compiling a loop is no gap of the machine and no cost of its clock. */
  private static final long WARM_NANOS = 10_000_000;

  private NoiseProbe() {}

  /**
   * Measures now; blocks.
   *
   * @param cores the two between which a wake-up is measured; any other number measures none
   */
  static Noise measure(List<Integer> cores) {
    GapFinder finder = new GapFinder(System::nanoTime, GAPS);
    finder.look(WARM_NANOS);
    ClockCost.readNanos(System::nanoTime);
    ClockCost.resolutionNanos(System::nanoTime);
    return new Noise(
        LOOK_NANOS,
        finder.look(LOOK_NANOS),
        ClockCost.resolutionNanos(System::nanoTime),
        ClockCost.readNanos(System::nanoTime),
        wakeNanos(cores));
  }

  private static @Nullable Long wakeNanos(List<Integer> cores) {
    return cores.size() == 2 && !cores.get(0).equals(cores.get(1))
        ? WakeUp.medianNanos(cores.get(0), cores.get(1))
        : null;
  }
}
