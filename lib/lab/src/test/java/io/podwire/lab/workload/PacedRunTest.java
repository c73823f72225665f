package io.podwire.lab.workload;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.measure.LatencyRecorder;
import io.podwire.lab.measure.ThreadUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That a run begins when both ends are ready, and keeps to its rate. */
@Timeout(120)
class PacedRunTest {
  /** As a sink's would be whose code has never run, on a slow machine; shorter than the lead. */
  private static final long SLOW_BEGIN_NANOS = 12_000_000;

  private static final int TRIES = 10;

  @TempDir Path directory;

  static Stream<String> schemes() {
    return Addresses.schemes();
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldNeverBeFasterThanItsRate(String scheme) {
    RunSpec run = run(scheme, Pattern.PACED);
    Measured measured = measured(run, ThreadUsage::now);
    assertThat(measured.source.sent())
        .isEqualTo(run.messagesPerSecond() * run.duration().toMillis() / 1000);
    assertThat(measured.messagesPerSecond()).isLessThanOrEqualTo(run.messagesPerSecond());
  }

  /** The machine's own stalls come and go; a begin that is timed would show in each try. */
  @ParameterizedTest
  @EnumSource(
      value = Pattern.class,
      names = {"PACED", "ROUND_TRIP"})
  void shouldNotTimeWhatTheSinkTakesToBegin(Pattern pattern) {
    List<Long> slowNanos = new ArrayList<>();
    do {
      slowNanos.add(slowNanos(pattern, measured(run("uds", pattern), slowOnce())));
    } while (slowNanos.getLast() >= SLOW_BEGIN_NANOS / 2 && slowNanos.size() < TRIES);
    assertThat(slowNanos).last(LONG).isLessThan(SLOW_BEGIN_NANOS / 2);
  }

  /** Of a round trip only the first message would wait for the begin. */
  private static long slowNanos(Pattern pattern, Measured measured) {
    return pattern == Pattern.PACED
        ? latency(measured.sink).getValueAtPercentile(99)
        : latency(measured.source).getMaxValue();
  }

  private static Histogram latency(EndReport report) {
    return LatencyRecorder.decode(requireNonNull(report.histogram()));
  }

  /** What both ends of one run saw, in one process and so by one clock. */
  private record Measured(EndReport source, EndReport sink) {
    double messagesPerSecond() {
      return sink.messages() * 1e9 / (sink.lastNanos() - source.firstNanos());
    }
  }

  private static Supplier<ThreadUsage> slowOnce() {
    AtomicBoolean wasSlow = new AtomicBoolean();
    return () -> {
      long end = System.nanoTime() + (wasSlow.getAndSet(true) ? 0 : SLOW_BEGIN_NANOS);
      while (end - System.nanoTime() > 0) {
        Thread.onSpinWait();
      }
      return ThreadUsage.ABSENT;
    };
  }

  private RunSpec run(String scheme, Pattern pattern) {
    return new RunSpec(
        Addresses.of(scheme, directory),
        pattern,
        64,
        pattern == Pattern.PACED ? 1000 : 0,
        Duration.ofMillis(300),
        Duration.ZERO,
        WaitStrategy.BLOCK,
        VerifyLevel.FULL);
  }

  private static Measured measured(RunSpec run, Supplier<ThreadUsage> sinkUsage) {
    ChannelUri uri = ChannelUri.parse(run.channel());
    Transport transport = Transports.of(uri);
    transport.prepare(uri, run.pattern() == Pattern.ROUND_TRIP);
    CompletableFuture<EndReport> received = new CompletableFuture<>();
    Thread.ofPlatform().daemon().start(() -> complete(received, run, sinkUsage));
    try (RunEnd source = RunEnd.open(Specs.end(EndSpec.Role.SOURCE, run))) {
      EndReport sent = source.run();
      return new Measured(sent, received.orTimeout(40, TimeUnit.SECONDS).join());
    } finally {
      Addresses.remove(run.channel());
    }
  }

  private static void complete(
      CompletableFuture<EndReport> received, RunSpec run, Supplier<ThreadUsage> usage) {
    EndSpec spec = Specs.end(EndSpec.Role.SINK, run);
    ChannelUri uri = ChannelUri.parse(run.channel());
    try (OpenEnds ends = OpenEnds.open(spec, Transports.of(uri), uri)) {
      received.complete(new Sink(spec, ends.requiredReceiver(), ends.sender(), usage).run());
    } catch (RuntimeException e) {
      received.completeExceptionally(e);
    }
  }
}
