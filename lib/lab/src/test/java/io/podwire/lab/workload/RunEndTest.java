package io.podwire.lab.workload;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.lab.measure.LatencyRecorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class RunEndTest {
  @TempDir Path directory;

  static Stream<Arguments> everyPatternOverEveryMechanism() {
    return Addresses.schemes()
        .flatMap(
            scheme -> Stream.of(Pattern.values()).map(pattern -> Arguments.of(scheme, pattern)));
  }

  static Stream<String> schemes() {
    return Addresses.schemes();
  }

  private static CompletableFuture<EndReport> start(EndSpec spec) {
    return start(
        () -> {
          try (RunEnd end = RunEnd.open(spec)) {
            return end.run();
          }
        });
  }

  /** On a thread of its own: the common pool may have only one. */
  private static CompletableFuture<EndReport> start(Supplier<EndReport> work) {
    CompletableFuture<EndReport> report = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                report.complete(work.get());
              } catch (Throwable t) {
                report.completeExceptionally(t);
              }
            });
    return report.orTimeout(40, TimeUnit.SECONDS);
  }

  /** As over HTTP, where a message is a request: 64 of them may be longer than the run. */
  @Test
  void shouldEndAStreamInTimeThoughItsMessagesAreSlow() {
    RunSpec run = Specs.run(Addresses.of("uds", directory), Pattern.STREAM, 64);
    ChannelUri uri = ChannelUri.parse(run.channel());
    SlowOffers slow = new SlowOffers(run.duration().dividedBy(5));
    CompletableFuture<EndReport> sink = start(Specs.end(EndSpec.Role.SINK, run));
    EndReport sent =
        start(
                () -> {
                  ChannelOptions options = ChannelOptions.DEFAULT.withTimeout(Specs.TIMEOUT);
                  Sender sender = slow.through(Transports.of(uri).openSender(uri, options));
                  try (RunEnd end = RunEnd.over(Specs.end(EndSpec.Role.SOURCE, run), sender)) {
                    return end.run();
                  }
                })
            .join();
    assertThat(sent.sent()).isBetween(1L, 5L);
    assertThat(sent.firstNanos()).as("not yet").isGreaterThanOrEqualTo(slow.announcedNanos());
    assertThat(sink.join().messages()).isEqualTo(sent.sent());
  }

  @ParameterizedTest
  @MethodSource("everyPatternOverEveryMechanism")
  void shouldCarryOutEveryPatternOverEveryMechanism(String scheme, Pattern pattern) {
    RunSpec run = Specs.run(Addresses.of(scheme, directory), pattern, 64);
    CompletableFuture<EndReport> sink = start(Specs.end(EndSpec.Role.SINK, run));
    EndReport sent = start(Specs.end(EndSpec.Role.SOURCE, run)).join();
    EndReport received = sink.join();

    assertThat(sent.sent()).isPositive();
    assertThat(received.messages()).isEqualTo(sent.sent());
    assertThat(sent.messages()).isEqualTo(sent.sent());
    assertThat(received.integrity()).isEqualTo(IntegrityCounts.NONE);
    assertThat(received.lastNanos()).isGreaterThan(sent.firstNanos());
    assertThat(sent.cpuNanos()).isPositive();
    assertThat(received.systemCalls()).isNotNegative();
    assertLatency(pattern, sent, received);
    Addresses.remove(run.channel());
  }

  private static void assertLatency(Pattern pattern, EndReport sent, EndReport received) {
    String histogram = pattern == Pattern.ROUND_TRIP ? sent.histogram() : received.histogram();
    if (pattern == Pattern.STREAM) {
      assertThat(histogram).isNull();
    } else {
      assertThat(LatencyRecorder.decode(requireNonNull(histogram)).getTotalCount())
          .isEqualTo(sent.sent());
    }
    assertThat(sent.integrity())
        .isEqualTo(pattern == Pattern.ROUND_TRIP ? IntegrityCounts.NONE : null);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldCarryMessagesWithoutAnyBytes(String scheme) {
    RunSpec run = Specs.run(Addresses.of(scheme, directory), Pattern.STREAM, 0);
    CompletableFuture<EndReport> sink = start(Specs.end(EndSpec.Role.SINK, run));
    EndReport sent = start(Specs.end(EndSpec.Role.SOURCE, run)).join();
    assertThat(sink.join().messages()).isEqualTo(sent.sent());
    assertThat(sink.join().integrity()).isEqualTo(IntegrityCounts.NONE);
    Addresses.remove(run.channel());
  }

  @Test
  void shouldRefuseMessagesThatTheChannelCannotCarryAtBothEnds() {
    RunSpec run =
        Specs.run("shm:" + directory.resolve("ring") + "?capacity=4KiB", Pattern.STREAM, 4096);
    for (EndSpec.Role role : EndSpec.Role.values()) {
      assertThatThrownBy(() -> RunEnd.open(Specs.end(role, run)))
          .isInstanceOfSatisfying(
              ChannelException.class,
              e -> assertThat(e.kind()).isEqualTo(ChannelException.Kind.TOO_LONG))
          .hasMessageContaining("4096")
          .hasMessageContaining("exceeds the channel's");
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldSayThatTheSourceHasEndedTooEarly(String scheme) {
    RunSpec run = Specs.run(Addresses.of(scheme, directory), Pattern.STREAM, 64);
    RunSpec endless = Specs.withDuration(run, Duration.ofMinutes(5));
    CompletableFuture<EndReport> sink = start(Specs.end(EndSpec.Role.SINK, endless));
    RunEnd source = RunEnd.open(Specs.end(EndSpec.Role.SOURCE, endless));
    CompletableFuture<EndReport> sending = start(source::run);
    letItRun();
    source.close();
    assertKind(sending, ChannelException.Kind.CLOSED);
    assertKind(sink, ChannelException.Kind.PEER_GONE);
    Addresses.remove(run.channel());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldEndASinkThatIsClosedWhileItWaits(String scheme) {
    for (Pattern pattern : new Pattern[] {Pattern.STREAM, Pattern.ROUND_TRIP}) {
      RunSpec run = Specs.run(Addresses.of(scheme, directory), pattern, 64);
      RunEnd sink = RunEnd.open(Specs.end(EndSpec.Role.SINK, run));
      CompletableFuture<EndReport> waiting = start(sink::run);
      letItRun();
      sink.close();
      assertKind(waiting, ChannelException.Kind.CLOSED);
      Addresses.remove(run.channel());
    }
  }

  @Test
  void shouldGiveUpOnASourceThatNeverComes() {
    RunSpec run = Specs.run(Addresses.of("uds", directory), Pattern.STREAM, 64);
    EndSpec spec = Specs.end(EndSpec.Role.SINK, run, Duration.ofMillis(200));
    assertKind(start(spec), ChannelException.Kind.TIMEOUT);
  }

  /** Either end may be anywhere when it is closed; mostly it is then in the middle of it. */
  private static void letItRun() {
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
  }

  private static void assertKind(CompletableFuture<?> future, ChannelException.Kind kind) {
    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ChannelException.class, e -> assertThat(e.kind()).as(e.toString()).isEqualTo(kind));
  }
}
