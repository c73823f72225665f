package io.podwire.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.ExitCode;
import io.podwire.cli.PodwireProcess;
import io.podwire.lab.report.Cell;
import io.podwire.lab.report.Result;
import io.podwire.lab.report.ResultReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels measured between real processes. */
class BenchIT {
  @TempDir Path folder;

  @Test
  void shouldMeasureEachCombinationAndRemoveItsChannels() throws Exception {
    Path ring = folder.resolve("bench.ring");
    try (PodwireProcess bench =
        PodwireProcess.start(
            folder,
            "bench",
            "shm:" + ring,
            "pipe:",
            "--size=64,1KiB,4MiB",
            "--wait=block,park",
            "--duration=50ms",
            "--warmup=0s",
            "--format=json")) {
      assertThat(bench.exitCode()).as(bench.errText()).isEqualTo(ExitCode.FINE);
      Result result = ResultReader.read(bench.out());
      assertThat(result.cells()).hasSize(12);
      assertThat(result.cells())
          .filteredOn(cell -> cell.status() == Cell.Status.FORBIDDEN)
          .hasSize(2) // more than half the ring
          .allMatch(cell -> cell.mechanism().equals("shm") && cell.sizeBytes() == 4 << 20);
      assertThat(result.cells()).filteredOn(Cell::isClean).hasSize(10);
    }
    assertThat(ring).doesNotExist();
  }

  @Test
  void shouldRemoveItsChannelAndEndItsProcessesWhenInterrupted() throws Exception {
    Path ring = folder.resolve("bench.ring");
    try (PodwireProcess bench =
        PodwireProcess.start(folder, "bench", "shm:" + ring, "--duration=1m")) {
      Awaitility.await().until(() -> Files.exists(ring) && bench.handle().children().count() == 2);
      var ends = bench.handle().children().toList();
      bench.signal("TERM");
      assertThat(bench.exitCode()).isEqualTo(143);
      assertThat(bench.errText()).isEmpty();
      assertThat(ends).noneMatch(ProcessHandle::isAlive);
    }
    assertThat(ring).doesNotExist();
  }
}
