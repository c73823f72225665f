package io.podwire.lab.exhibit.kernelcosts;

import io.podwire.lab.exhibit.Figures;
import io.podwire.lab.report.Cell;
import io.podwire.lab.report.Units;
import org.jspecify.annotations.Nullable;

/**
 * What a message cost; in a round trip that is one there-and-back.
 *
 * @param messages how many there were
 * @param nanos the median of a round trip, or the mean time between two messages of a stream
 * @param systemCalls of both ends
 * @param cpuNanos of both ends
 * @param contextSwitches of both ends
 */
record Cost(
    long messages, double nanos, double systemCalls, double cpuNanos, double contextSwitches) {
  static Cost of(Cell cell) {
    long messages = cell.received() == null ? 0 : cell.received();
    return new Cost(
        messages,
        cell.latency() == null ? nanosBetween(cell) : Figures.medianNanos(cell),
        orZero(cell.systemCallsPerMessage()),
        Figures.cpuNanos(cell),
        orZero(cell.contextSwitchesPerMessage()));
  }

  private static double nanosBetween(Cell cell) {
    return 1e9 / orZero(cell.messagesPerSecond());
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /** The lower of each figure. */
  Cost best(Cost other) {
    return new Cost(
        messages + other.messages,
        Math.min(nanos, other.nanos),
        Math.min(systemCalls, other.systemCalls),
        Math.min(cpuNanos, other.cpuNanos),
        Math.min(contextSwitches, other.contextSwitches));
  }

  String words() {
    return "%s each, %s of CPU, %s system calls, %s context switches (both ends; %s messages)"
        .formatted(
            Units.nanos(nanos),
            Units.nanos(cpuNanos),
            Units.quantity(systemCalls),
            Units.quantity(contextSwitches),
            Units.count(messages));
  }
}
