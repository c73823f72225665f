package io.podwire.exhibits.waking;

import io.podwire.ipc.WaitStrategy;
import io.podwire.result.Cell;
import io.podwire.result.Units;
import java.util.Locale;
import java.util.Objects;

/**
 * What one way to wait cost.
 *
 * @param messages how many came
 * @param delayNanos the median, from when a message should have left to its handling
 * @param slowNanos the delay that one message in a hundred exceeded
 * @param readerCpuNanos the reader's CPU time for each message, its waiting included
 * @param readerCores the reader's CPU time over the time that the run took
 * @param systemCalls of both ends for each message
 */
record Waiting(
    WaitStrategy strategy,
    long messages,
    long delayNanos,
    long slowNanos,
    double readerCpuNanos,
    double readerCores,
    double systemCalls) {

  static Waiting of(WaitStrategy strategy, Cell cell) {
    Cell.Latency latency = Objects.requireNonNull(cell.latency(), "the clocks do not compare");
    double cpuNanos = readerCpuNanos(cell);
    long messages = Objects.requireNonNull(cell.received());
    return new Waiting(
        strategy,
        messages,
        latency.p50Nanos(),
        latency.p99Nanos(),
        cpuNanos,
        cpuNanos * messages / Objects.requireNonNull(cell.durationNanos()),
        cell.systemCallsPerMessage() == null ? 0 : cell.systemCallsPerMessage());
  }

  private static double readerCpuNanos(Cell cell) {
    Cell.CpuNanosPerMessage cpu = cell.cpuNanosPerMessage();
    return cpu == null || cpu.receiver() == null ? 0 : cpu.receiver();
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "%s: %d messages, noticed after %s (median) and %s (p99); the reader took %s of CPU for each, %.0f%% of a core; %s system calls of both ends per message",
        strategy.text(),
        messages,
        Units.nanos(delayNanos),
        Units.nanos(slowNanos),
        Units.nanos(readerCpuNanos),
        readerCores * 100,
        Units.quantity(systemCalls));
  }
}
