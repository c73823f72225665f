package io.podwire.consumer.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.api.FlowState.SourceState;
import io.podwire.consumer.ledger.LedgerEntry;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.quarkus.health.Pulse;
import java.lang.foreign.MemorySegment;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReceiverTest {
  @TempDir Path directory;
  private final Pulse pulse = new Pulse();
  private final LoopControl control = new LoopControl(pulse);
  private @Nullable Thread thread;

  /** Fails as the mapping of a truncated ledger does, once. */
  private static final class Failing implements FlowHistory {
    private final AtomicInteger seen = new AtomicInteger();
    private Runnable onFirst =
        () -> {
          throw new InternalError("a fault occurred in an unsafe memory access operation");
        };

    @Override
    public void open() {}

    @Override
    public void onMessage(MemorySegment buffer, long offset, long length) {
      if (seen.incrementAndGet() == 1) {
        onFirst.run();
      }
    }

    @Override
    public long messages() {
      return seen.get();
    }

    @Override
    public LedgerEntry latest() {
      return LedgerEntry.EMPTY;
    }

    @Override
    public @Nullable List<SourceState> sources() {
      return null;
    }
  }

  @AfterEach
  void stop() throws Exception {
    control.stop();
    if (thread != null) {
      thread.join();
      assertThat(pulse.stuck()).isEmpty();
    }
  }

  @Test
  void shouldNameAnErrorAndReceiveTheNextSender() throws Exception {
    ChannelUri uri = ChannelUri.parse("uds:" + directory.resolve("x.sock"));
    Failing history = new Failing();
    LiveReceiver receiver = new LiveReceiver("uds", uri, history, control);
    Thread running = Thread.ofPlatform().start(receiver);
    thread = running;
    send(uri);
    await().until(() -> receiver.state().error() != null);
    assertThat(receiver.state().error()).contains("unsafe memory access");
    assertThat(running.isAlive()).isTrue();
    await()
        .until(
            () -> {
              send(uri);
              return history.messages() > 1;
            });
    await().until(() -> receiver.state().error() == null);
  }

  @Test
  void shouldNotCutOffAConnectedSenderForTheNonsenseOfAStranger() throws Exception {
    Path socket = directory.resolve("x.sock");
    ChannelUri uri = ChannelUri.parse("uds:" + socket);
    Failing history = new Failing();
    history.onFirst = () -> {};
    LiveReceiver receiver = new LiveReceiver("uds", uri, history, control);
    thread = Thread.ofPlatform().start(receiver);
    try (Sender sender = Transports.of(uri).openSender(uri, ChannelOptions.DEFAULT)) {
      await().until(() -> receiver.state().error() == null);
      try (SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
        stranger.write(ByteBuffer.wrap("GET / HTTP/1.0".getBytes(StandardCharsets.US_ASCII)));
        await().until(() -> receiver.state().error() != null);
        assertThat(receiver.state().error()).contains("a message length of");
      }
      assertThat(sender.offer(LiveMessages.message(5, 0), 0, LiveMessages.SIZE_BYTES)).isTrue();
      assertThat(sender.flush()).isTrue();
      await().until(() -> history.messages() == 1 && receiver.state().error() == null);
    }
  }

  private static void send(ChannelUri uri) {
    try (Sender sender = Transports.of(uri).openSender(uri, ChannelOptions.DEFAULT)) {
      boolean sent =
          sender.offer(LiveMessages.message(5, 0), 0, LiveMessages.SIZE_BYTES) && sender.flush();
      assertThat(sent).isTrue();
    } catch (ChannelException gone) {
      return; // the receiver closes while it fails
    }
  }
}
