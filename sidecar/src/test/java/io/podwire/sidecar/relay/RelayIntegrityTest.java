package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.RouteReport;
import io.podwire.ipc.Channel;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RelayIntegrityTest {
  private static final long COUNT = 2000;
  // of its own: these tasks block, and two of them need each other
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  @TempDir Path directory;

  @AfterAll
  static void endThreads() {
    THREADS.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "uds", "fifo"})
  void shouldCarryAStreamOneWayToItsEnd(String legs) throws Exception {
    try (TwoRelays relays = new TwoRelays(directory);
        Receiver consumer = TwoRelays.receiver(relays.end(legs, "r1"))) {
      relays.route(legs, "r1", false);
      CompletableFuture<Void> producer =
          CompletableFuture.runAsync(
              () -> {
                try (Sender sender = TwoRelays.sender(relays.begin(legs, "r1"))) {
                  Numbered.send(sender, COUNT);
                }
              },
              THREADS);

      assertThat(Numbered.receiveAll(consumer)).isEqualTo(COUNT);
      producer.join();
      assertCounted(relays.a, "r1", COUNT);
      assertCounted(relays.b, "r1", COUNT);
    }
  }

  @Test
  void shouldDeliverAndReportWhatWasSentBeforeTheRouteIsRemoved() throws Exception {
    try (TwoRelays relays = new TwoRelays(directory);
        Receiver consumer = TwoRelays.receiver(relays.end("uds", "r3"))) {
      relays.route("uds", "r3", false);
      CompletableFuture<Long> received =
          CompletableFuture.supplyAsync(() -> Numbered.receiveAll(consumer), THREADS);
      try (Sender sender = TwoRelays.sender(relays.begin("uds", "r3"))) {
        Numbered.send(sender, COUNT);
      }
      RouteReport near = relays.a.remove("r3").orElseThrow(); // of much that is still on its way

      assertThat(received.join()).isEqualTo(COUNT);
      RouteReport far = relays.b.remove("r3").orElseThrow();
      assertThat(List.of(near.messages(), far.messages())).containsOnly(COUNT);
      assertThat(near.error()).isNull();
      assertThat(far.error()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "uds", "fifo"})
  void shouldCarryBothDirectionsAtOnce(String legs) throws Exception {
    try (TwoRelays relays = new TwoRelays(directory)) {
      relays.route(legs, "r2", true);
      CompletableFuture<Long> far =
          CompletableFuture.supplyAsync(
              () -> exchange(TwoRelays.accept(relays.end(legs, "r2"))), THREADS);
      CompletableFuture<Long> near =
          CompletableFuture.supplyAsync(
              () -> exchange(TwoRelays.connect(relays.begin(legs, "r2"))), THREADS);

      assertThat(near.join()).isEqualTo(COUNT);
      assertThat(far.join()).isEqualTo(COUNT);
      assertCounted(relays.a, "r2", 2 * COUNT);
    }
  }

  /** Sends on one thread and receives on the other. */
  private static long exchange(Channel channel) {
    try (channel) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> Numbered.send(channel.sender(), COUNT), THREADS);
      Numbered.receive(channel.receiver(), 0, COUNT);
      sending.join();
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> channel.sender().isDrained());
      return COUNT;
    }
  }

  private static void assertCounted(Relay relay, String id, long messages) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(relay.report(id).map(RouteReport::messages)).contains(messages));
    RouteReport report = relay.report(id).orElseThrow();
    assertThat(report.cpuNanos()).isPositive();
    assertThat(report.systemCalls()).isPositive();
    assertThat(report.contextSwitches()).isNotNegative();
    assertThat(report.allocatedBytes()).isNotNegative();
    assertThat(report.error()).isNull();
  }
}
