package io.podwire.exhibits;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.result.Cell;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The figures of measured cells that exhibits speak of. Stateless. */
public final class Figures {
  private Figures() {}

  /** Short round trips, every byte checked. */
  public static RunSpec roundTrips(
      String channel, int sizeBytes, WaitStrategy wait, Duration warmup, Duration duration) {
    return new RunSpec(
        channel, Pattern.ROUND_TRIP, sizeBytes, 0, duration, warmup, wait, VerifyLevel.FULL);
  }

  /** A stream as fast as it goes, both ends asleep when they have to wait, every byte checked. */
  public static RunSpec stream(String channel, int sizeBytes, Duration warmup, Duration duration) {
    return new RunSpec(
        channel,
        Pattern.STREAM,
        sizeBytes,
        0,
        duration,
        warmup,
        WaitStrategy.BLOCK,
        VerifyLevel.FULL);
  }

  /** The median latency in ns. */
  public static long medianNanos(Cell cell) {
    return Objects.requireNonNull(cell.latency(), "a stream has no latency").p50Nanos();
  }

  /** The CPU time of both ends over messages, in ns; null if an end's is not known. */
  public static @Nullable Double cpuNanos(Cell cell) {
    Cell.CpuNanosPerMessage cpu = cell.cpuNanosPerMessage();
    return cpu == null || cpu.sender() == null || cpu.receiver() == null ? null : cpu.sum();
  }
}
