package io.podwire.consumer.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.integrity.IntegrityCounts;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedeliveryTest {
  private static final long SOURCE = 99;
  private static final long SECOND_NANOS = 1_000_000_000L;

  @TempDir Path directory;

  @Test
  void shouldProcessEachMessageOnceThoughTheRingGivesItAgainAfterAKill() throws Exception {
    ChannelUri uri = ChannelUri.parse("shm:" + directory.resolve("live.ring"));
    Transport transport = Transports.of(uri);
    transport.prepare(uri, false);
    Process dying = start(uri);
    try (Sender sender = transport.openSender(uri, ChannelOptions.DEFAULT)) {
      for (long n = 0; n < 5; n++) { // one batch: the ring learns of it when all five are handled
        assertThat(sender.offer(LiveMessages.message(SOURCE, n))).isTrue();
      }
      assertThat(sender.flush()).isTrue();
      assertThat(dying.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(dying.exitValue()).isEqualTo(9);

      LiveHistory history = LiveHistory.of(ledger());
      history.open();
      assertThat(history.latest().processed()).isEqualTo(5);
      try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT)) {
        int again = receiver.receive(history, 5, System.nanoTime() + 10 * SECOND_NANOS);
        assertThat(again).isEqualTo(5);
      }
      assertThat(history.latest().redelivered()).isEqualTo(5);
      assertThat(history.latest().processed()).isEqualTo(5);
      assertThat(history.latest().integrity()).isEqualTo(IntegrityCounts.NONE);
    } finally {
      dying.destroyForcibly();
    }
  }

  private Process start(ChannelUri uri) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            DyingConsumer.class.getName(),
            uri.toString(),
            ledger().toString())
        .inheritIO()
        .start();
  }

  private Path ledger() {
    return directory.resolve("shm.ledger");
  }
}
