package io.podwire.cli.bench;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.lab.environment.CoreDistance;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.RunConditions;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
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
            "--rounds=1",
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
  void shouldRemoveOnlyWhatItMade() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place"));
    Path own = Files.createDirectory(place.resolve("own"));
    try (PodwireProcess bench =
        PodwireProcess.start(
            folder,
            "bench",
            "shm:" + own,
            "--size=64",
            "--duration=50ms",
            "--warmup=0s",
            "--rounds=1")) {
      assertThat(bench.exitCode()).as(bench.errText()).isEqualTo(ExitCode.FINE);
    }
    assertThat(own).isEmptyDirectory();
    assertThat(place)
        .isDirectoryContaining(own::equals)
        .isDirectoryNotContaining(file -> !file.equals(own)); // no own.back
  }

  @Test
  void shouldMeasureInRoundsAndAlongTheLoad() throws Exception {
    try (PodwireProcess bench =
        PodwireProcess.start(
            folder,
            "bench",
            "uds:" + folder.resolve("bench.sock"),
            "--pattern=paced",
            "--rate=500,10%",
            "--duration=300ms",
            "--warmup=0s",
            "--format=json")) {
      assertThat(bench.exitCode()).as(bench.errText()).isEqualTo(ExitCode.FINE);
      List<Cell> cells = ResultReader.read(bench.out()).cells();
      assertThat(cells).extracting(Cell::pattern).containsOnly("paced").hasSize(3);
      assertThat(cells).allMatch(cell -> cell.rounds() != null && cell.rounds().size() == 3);
      assertThat(cells.getFirst().offered())
          .isEqualTo(new Cell.Offered(RunSpec.AT_ONCE_PER_SECOND, null));
      assertThat(cells.get(1).offered()).isEqualTo(new Cell.Offered(500, null));
      assertThat(cells.get(1).sent()).isEqualTo(150);
      Cell.Offered tenth = requireNonNull(cells.get(2).offered());
      assertThat(tenth.saturationFraction()).isEqualTo(0.1);
      assertThat((double) tenth.messagesPerSecond())
          .isCloseTo(medianOfRounds(cells.getFirst()) / 10, Offset.offset(1.0));
      assertThat(requireNonNull(cells.get(1).latency()).kind()).isEqualTo("one-way");
    }
  }

  private static double medianOfRounds(Cell cell) {
    return requireNonNull(cell.rounds()).stream()
        .mapToDouble(Cell.Round::messagesPerSecond)
        .sorted()
        .skip(1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldSayWhatTheMachineDidBeforeAndDuringTheRun() throws Exception {
    Environment unpinned = bench();
    assertThat(unpinned.noise()).isNotNull();
    assertThat(unpinned.otherLoadCores()).isNotNull();
    RunConditions during = Objects.requireNonNull(unpinned.during());
    assertThat(during.elapsedNanos()).isGreaterThan(Duration.ofMillis(50).toNanos());
    assertThat(during.otherLoadCores()).isNotNull();
    assertThat(unpinned.placement()).isEmpty();
    assertThat(unpinned.coreDistance()).isNull();
  }

  @Test
  void shouldSayOnWhichCoresTheEndsRan() throws Exception {
    Environment pinned = bench("--cores=0,0");
    assertThat(pinned.placement()).isEqualTo(Map.of("source", "core 0", "sink", "core 0"));
    assertThat(pinned.coreDistance()).isEqualTo(CoreDistance.SAME_CORE);
  }

  private Environment bench(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("bench", "shm:" + folder.resolve("bench.ring")));
    words.addAll(List.of("--rounds=1", "--duration=50ms", "--warmup=0s", "--format=json"));
    words.addAll(List.of(options));
    try (PodwireProcess bench = PodwireProcess.start(folder, words.toArray(String[]::new))) {
      assertThat(bench.exitCode()).as(bench.errText()).isEqualTo(ExitCode.FINE);
      return ResultReader.read(bench.out()).environment();
    }
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
