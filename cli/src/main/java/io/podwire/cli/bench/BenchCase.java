package io.podwire.cli.bench;

import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Cell;
import org.jspecify.annotations.Nullable;

/**
 * What becomes one cell.
 *
 * @param saturationFraction what the run's rate is a share of, null if it was given as such or
 *     there is none
 */
record BenchCase(RunSpec run, @Nullable Double saturationFraction) {
  static BenchCase of(RunSpec run) {
    return new BenchCase(run, null);
  }

  /** The cell with the share of saturation that its load was meant to be. */
  Cell marked(Cell cell) {
    Cell.Offered offered = cell.offered();
    return offered == null || saturationFraction == null
        ? cell
        : cell.withOffered(new Cell.Offered(offered.messagesPerSecond(), saturationFraction));
  }
}
