package io.podwire.lab.workload;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.Json;
import io.podwire.lab.measure.LatencyRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A paced run to a sink that is stopped for 200 ms. Its queue holds two messages, so that the
 * source has to wait for the stopped sink: the two in the queue and the one that waits for room are
 * late by the stall, and a figure that counts from when a message really left sees these three
 * only, since all others left late and then went fast. But for 200 ms there should have been one
 * message each millisecond.
 */
@Timeout(120)
class CoordinatedOmissionTest {
  private static final long RATE = 1000;
  private static final Duration DURATION = Duration.ofSeconds(3);
  private static final int MESSAGES = (int) (RATE * DURATION.toSeconds());
  private static final Duration STALL = Duration.ofMillis(200);

  private static final String REPORT = "report.json";
  private static final String TIMES = "times.txt";

  @TempDir Path directory;

  @Test
  void shouldCountFromWhenAMessageShouldHaveLeft() throws Exception {
    String channel =
        "mq:/podwire-stall-%s?messages=2&messageSize=64&locks=%s"
            .formatted(directory.getFileName(), directory);
    RunSpec run =
        new RunSpec(
            channel,
            Pattern.PACED,
            64,
            RATE,
            DURATION,
            Duration.ZERO,
            WaitStrategy.BLOCK,
            VerifyLevel.FULL);
    ChannelUri uri = ChannelUri.parse(channel);
    Transport transport = Transports.of(uri);
    transport.prepare(uri, false);
    Process sink = startSink(Specs.end(EndSpec.Role.SINK, run));
    try {
      ChannelOptions options = new ChannelOptions(WaitStrategy.BLOCK, Specs.TIMEOUT);
      SendTimes sent = new SendTimes(transport.openSender(uri, options), MESSAGES);
      long stallNanos = runWithStall(run, sent, sink);
      assertThat(sink.waitFor(Specs.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertSeen(sent, stallNanos);
    } finally {
      sink.destroyForcibly();
      transport.remove(uri);
    }
  }

  private Process startSink(EndSpec spec) throws IOException {
    Path file = directory.resolve("spec.json");
    Files.writeString(file, Json.mapper().writeValueAsString(spec));
    return new ProcessBuilder(
            ChildJvm.command(
                ReceiptTimesMain.class, file, directory.resolve(REPORT), directory.resolve(TIMES)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long runWithStall(RunSpec run, SendTimes sent, Process sink) throws Exception {
    try (RunEnd source = RunEnd.over(Specs.end(EndSpec.Role.SOURCE, run), sent)) {
      Thread running = Thread.ofPlatform().daemon().start(source::run);
      await().until(() -> sent.accepted() > MESSAGES / 3);
      long stallNanos = stall(sink);
      running.join(Specs.TIMEOUT);
      assertThat(running.isAlive()).isFalse();
      return stallNanos;
    }
  }

  /** Stops the process; returns for how long, from when it stood still. */
  private static long stall(Process sink) throws Exception {
    signal("STOP", sink);
    await().pollInterval(Duration.ofMillis(1)).until(() -> isStopped(sink));
    long begin = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(STALL.toNanos());
    long stallNanos = System.nanoTime() - begin;
    signal("CONT", sink);
    return stallNanos;
  }

  private static void signal(String name, Process process) throws Exception {
    int code = new ProcessBuilder("kill", "-" + name, process.pid() + "").start().waitFor();
    assertThat(code).isZero();
  }

  private static boolean isStopped(Process process) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
    }
    return true;
  }

  private void assertSeen(SendTimes sent, long stallNanos) throws IOException {
    EndReport report =
        Json.mapper().readValue(Files.readString(directory.resolve(REPORT)), EndReport.class);
    long[] received =
        Files.readAllLines(directory.resolve(TIMES)).stream().mapToLong(Long::parseLong).toArray();
    assertThat(received).hasSize(MESSAGES);
    Histogram intended = LatencyRecorder.decode(requireNonNull(report.histogram()));
    assertThat(intended.getTotalCount()).isEqualTo(MESSAGES);
    long p99 = intended.getValueAtPercentile(99);
    long[] naive = new long[MESSAGES];
    Arrays.setAll(naive, n -> received[n] - sent.nanosOf(n));
    Arrays.sort(naive);
    long naiveP99 = naive[MESSAGES * 99 / 100 - 1];
    System.out.printf(
        "stall of %d ms: p99 %d us from when due, %d us from when sent%n",
        stallNanos / 1_000_000, p99 / 1000, naiveP99 / 1000);
    assertThat(p99).as("p99 from when it was due").isGreaterThan(stallNanos / 2);
    assertThat(naiveP99).as("p99 from when it was sent").isLessThan(p99 / 4);
    assertThat(naive[MESSAGES - 1]).as("the stall was there").isGreaterThan(stallNanos / 2);
  }
}
