package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The side that sends the messages of a direction takes no long frames back. */
@Timeout(60)
class FrameLimitsTest {
  private static final String ALLOWED = "0 to %d is allowed".formatted(RelayLink.CONTROL_BYTES);

  @TempDir Path directory;
  private final MemorySegment message = Arena.ofAuto().allocate(RelayLink.CONTROL_BYTES);
  private TwoRelays relays;

  @BeforeEach
  void open() throws IOException {
    relays = new TwoRelays(directory);
  }

  @AfterEach
  void close() {
    relays.close();
  }

  private static void awaitError(Relay relay, String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(relay.report(id).orElseThrow().error()).contains(ALLOWED));
  }

  @Test
  void shouldRefuseALongFrameToTheSideThatAcceptsAndSends() {
    ChannelUri channel = relays.end("uds", "back");
    CompletableFuture<Channel> program =
        CompletableFuture.supplyAsync(() -> TwoRelays.accept(channel));
    relays.b.add(TwoRelays.spec("back", channel, null, true));
    Hello hello = new Hello("back", Direction.BACK, TwoRelays.WINDOW_BYTES);
    try (RelayLink far = Greeting.connect(relays.peerOfA(), hello, TwoRelays.OPTIONS)) {
      far.sendData(message, 0, message.byteSize());
      far.flush();
      awaitError(relays.b, "back");
    }
    program.join().close();
  }

  @Test
  void shouldRefuseALongFrameToTheSideThatConnectsAndSends() {
    Refusals refusals = new Refusals(line -> {}, System::nanoTime);
    ChannelUri uri = ChannelUri.parse("tcp://127.0.0.1:0");
    try (ConnectionAcceptor far = ConnectionAcceptor.bind(uri, hello -> sending(), refusals)) {
      ChannelUri channel = relays.begin("shm", "forth");
      relays.a.add(TwoRelays.spec("forth", channel, "127.0.0.1:" + far.port(), false));
      awaitError(relays.a, "forth");
    }
  }

  /** A far relay that sends messages where it should only take them. */
  private Place sending() {
    return new Place() {
      @Override
      public void serve(RelayLink link) {
        link.sendSignal(FrameDescriptor.ACCEPT);
        link.sendData(message, 0, message.byteSize());
        link.flush();
        awaitClose(link);
      }

      @Override
      public void giveBack() {}
    };
  }

  private static void awaitClose(RelayLink link) {
    try {
      while (link.receive((buffer, offset, length) -> {}, 1) != Receiver.END) {
        continue;
      }
    } catch (ChannelException reset) {
      return; // by what was not read
    }
  }
}
