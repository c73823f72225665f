package io.podwire.result;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.workload.Addresses;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.Faults;
import io.podwire.lab.workload.FaultySender;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunEnd;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.Specs;
import io.podwire.lab.workload.VerifyLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel does wrong stands in the cell, exactly: over real channels to a real sink. */
@Timeout(120)
class FaultInjectionTest {
  private static final int IN_THE_BODY = 8 * 40;
  private static final long LAST_FAULT = 700;

  private static final Faults ALL =
      Faults.NONE
          .dropping(0L, 17L, 18L, 400L)
          .duplicating(5L, 19L, 401L)
          .swapping(30L, 402L)
          .flipping(50L, 51L, 404L, 600L, LAST_FAULT);

  @TempDir Path directory;

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("nothing", Faults.NONE),
        Arguments.of("loss", Faults.NONE.dropping(0L, 3L, 4L, 5L, 300L)),
        Arguments.of("duplicates", Faults.NONE.duplicating(0L, 1L, 300L)),
        Arguments.of("reorder", Faults.NONE.swapping(0L, 2L, 300L, LAST_FAULT)),
        Arguments.of("bit flips", Faults.NONE.flipping(0L, 1L, 300L)));
  }

  static Stream<String> schemes() {
    return Addresses.schemes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void shouldCountEachKindExactly(String kind, Faults faults) {
    Cell cell = measured("uds", Pattern.STREAM, VerifyLevel.FULL, faults, IN_THE_BODY);
    assertCounted(cell, faults.counts(), faults.surplus());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldCountAllKindsTogetherOverEveryMechanism(String scheme) {
    Cell cell = measured(scheme, Pattern.STREAM, VerifyLevel.FULL, ALL, IN_THE_BODY);
    assertCounted(cell, ALL.counts(), ALL.surplus());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 47, 48, 62, 8 * 8, 8 * 16, 8 * 64 - 1}) // number, check, source, body
  void shouldSeeAFlippedBitWhereverItIs(int bit) {
    Cell cell = measured("shm", Pattern.STREAM, VerifyLevel.FULL, ALL, bit);
    assertCounted(cell, ALL.counts(), ALL.surplus());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 47, 48, 62})
  void shouldCountTheSameBySequenceIfTheNumberWasHit(int bit) {
    Cell cell = measured("uds", Pattern.STREAM, VerifyLevel.SEQUENCE, ALL, bit);
    assertCounted(cell, ALL.counts(), ALL.surplus());
  }

  /** The number is all that it looks at, and the cell says so beside the counts. */
  @ParameterizedTest
  @ValueSource(ints = {8 * 16, IN_THE_BODY})
  void shouldCountAllButWhatSequenceCannotSee(int bit) {
    Cell cell = measured("uds", Pattern.STREAM, VerifyLevel.SEQUENCE, ALL, bit);
    assertThat(cell.verify()).isEqualTo("sequence");
    assertCounted(cell, ALL.flipping().counts(), ALL.surplus());
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "mq"})
  void shouldCountExactlyInAPacedRunToo(String scheme) {
    Cell cell = measured(scheme, Pattern.PACED, VerifyLevel.FULL, ALL, IN_THE_BODY);
    assertCounted(cell, ALL.counts(), ALL.surplus());
  }

  private static void assertCounted(Cell cell, IntegrityCounts counts, long surplus) {
    long sent = requireNonNull(cell.sent());
    assertThat(sent).as("the run was too short to do all of it").isGreaterThan(LAST_FAULT);
    assertThat(cell)
        .extracting(Cell::lost, Cell::duplicated, Cell::reordered, Cell::corrupted, Cell::unknown)
        .containsExactly(
            counts.lost(),
            counts.duplicated(),
            counts.reordered(),
            counts.corrupted(),
            counts.unknown());
    assertThat(cell.received()).isEqualTo(sent + surplus);
    assertThat(cell.isClean()).isEqualTo(counts.isClean());
  }

  private Cell measured(
      String scheme, Pattern pattern, VerifyLevel verify, Faults faults, int flippedBit) {
    ChannelUri uri = ChannelUri.parse(Addresses.of(scheme, directory));
    RunSpec run = run(uri, pattern, verify);
    Transport transport = Transports.of(uri);
    try (RunEnd sink = RunEnd.open(Specs.end(EndSpec.Role.SINK, run))) {
      CompletableFuture<EndReport> received = new CompletableFuture<>();
      Thread.ofPlatform().daemon().start(() -> complete(received, sink));
      Sender real =
          transport.openSender(uri, new ChannelOptions(run.waitStrategy(), Specs.TIMEOUT));
      Sender faulty = new FaultySender(real, faults, flippedBit);
      try (RunEnd source = RunEnd.over(Specs.end(EndSpec.Role.SOURCE, run), faulty)) {
        EndReport sent = source.run();
        Place place = Place.of(scheme, Boundary.THREAD, "source", scheme, "sink");
        EndReport report = received.orTimeout(40, TimeUnit.SECONDS).join();
        return Cells.measured(place, run, sent, report, null);
      }
    } finally {
      transport.remove(uri);
    }
  }

  private static void complete(CompletableFuture<EndReport> received, RunEnd sink) {
    try {
      received.complete(sink.run());
    } catch (Throwable t) {
      received.completeExceptionally(t);
    }
  }

  private static RunSpec run(ChannelUri uri, Pattern pattern, VerifyLevel verify) {
    return new RunSpec(
        uri.toString(),
        pattern,
        64,
        pattern == Pattern.PACED ? 5000 : 0,
        Duration.ofMillis(300),
        Duration.ofMillis(30),
        io.podwire.ipc.WaitStrategy.BLOCK,
        verify);
  }
}
