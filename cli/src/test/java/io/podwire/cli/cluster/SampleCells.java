package io.podwire.cli.cluster;

import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.environment.EnvironmentProbe;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Place;
import io.podwire.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results of one cell. */
final class SampleCells {
  private static final Place PLACE =
      Place.of("tcp", Boundary.POD, "producer-podwire-0", "tcp", "consumer-podwire-1");
  private static final RunSpec RUN =
      new RunSpec(
          "tcp://podwire-1:7401",
          Pattern.STREAM,
          64,
          0,
          Duration.ofSeconds(1),
          Duration.ZERO,
          WaitStrategy.BLOCK,
          VerifyLevel.FULL);

  private SampleCells() {}

  static Result failed(String reason) {
    return result(Cell.failed(PLACE, RUN, reason));
  }

  static Result forbidden() {
    return result(Cell.forbidden(PLACE, RUN, "the kernel says so"));
  }

  /** A stream of 100 messages of which some were lost. */
  static Result lost(long lost) {
    return result(
        new Cell(
            "tcp",
            "pod",
            PLACE.path(),
            RUN.channel(),
            "stream",
            64,
            "block",
            "raw",
            Cell.Status.MEASURED,
            null,
            "full",
            100L,
            100L - lost,
            lost,
            0L,
            0L,
            0L,
            0L,
            1_000_000_000L,
            100.0 - lost,
            64 * (100.0 - lost),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private static Result result(Cell cell) {
    return new Result(
        Result.SCHEMA,
        Instant.parse("2026-11-22T10:00:00Z"),
        EnvironmentProbe.probe(List.of(), Map.of()),
        List.of(cell));
  }
}
