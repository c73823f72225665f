package io.podwire.sidecar.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.api.PodChannels;
import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.sidecar.peers.PeerRelay;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections to a relay's port that no pod has made. */
@Timeout(60)
class StrangersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Delivery NO_DELIVERY =
      new Delivery() {
        @Override
        public void deliver(MemorySegment buffer, long offset, long length) {}

        @Override
        public void flush() {}

        @Override
        public void finish() {}
      };

  @TempDir Path directory;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final List<Socket> sockets = new ArrayList<>();
  private final MemorySegment message = Arena.ofAuto().allocate(Long.BYTES);
  private PodChannels channels;
  private Relay relay;
  private Relay peer;

  @BeforeEach
  void open() throws IOException {
    channels = new PodChannels(directory, "t");
    relay = open(channels.uri("shm", "relay-in"));
    peer = open(channels.uri("shm", "unused"));
  }

  private Relay open(ChannelUri delivery) {
    return Relay.open(
        new RelayOptions("127.0.0.1", 0, TwoRelays.WINDOW_BYTES, delivery, known::contains));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    peer.close();
    relay.close();
  }

  private Socket stranger() throws IOException {
    Socket socket = new Socket("127.0.0.1", relay.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    sockets.add(socket);
    return socket;
  }

  private Socket stranger(byte[] bytes) throws IOException {
    Socket socket = stranger();
    socket.getOutputStream().write(bytes);
    return socket;
  }

  private static byte[] hello(String pod) {
    MemorySegment frame = MemorySegment.ofArray(new byte[Hello.MAX_BYTES]);
    long length =
        new Hello(LiveInbounds.PREFIX + pod, Direction.FORWARD, TwoRelays.WINDOW_BYTES)
            .write(frame);
    return framed(frame.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }

  private static byte[] framed(byte[] frame) {
    return ByteBuffer.allocate(Integer.BYTES + frame.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(frame.length)
        .put(frame)
        .array();
  }

  /** What the relay answers until it closes. */
  private static String answer(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void linkPeer() {
    known.add("peer");
    peer.keepLive(
        "peer",
        channels.uri("shm", "relay-out"),
        () -> Optional.of(new PeerRelay("t", "127.0.0.1:" + relay.port())));
  }

  private Sender producer() {
    return TwoRelays.sender(channels.uri("shm", "relay-out"));
  }

  private Receiver consumer() {
    return TwoRelays.receiver(channels.uri("shm", "relay-in"));
  }

  private void carry(Sender producer, Receiver consumer, long value) {
    message.set(ValueLayout.JAVA_LONG, 0, value);
    assertThat(producer.send(message, 0, Long.BYTES, Numbered.deadline())).isTrue();
    assertThat(producer.flush(Numbered.deadline())).isTrue();
    List<Long> taken = new ArrayList<>();
    int count =
        consumer.receive(
            (b, o, l) -> taken.add(b.get(ValueLayout.JAVA_LONG_UNALIGNED, o)),
            10,
            Numbered.deadline());
    assertThat(count).isEqualTo(1);
    assertThat(taken).containsExactly(value);
  }

  @Test
  void shouldNotLetSilentAndNonsensicalConnectionsKeepAPeerOut() throws IOException {
    for (int i = 0; i < 128; i++) {
      stranger();
      stranger(framed(new byte[40]));
    }
    linkPeer();
    try (Sender producer = producer();
        Receiver consumer = consumer()) {
      carry(producer, consumer, 1);
      stranger();
      carry(producer, consumer, 2);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(relay.totals().refused(Refusal.MALFORMED)).isEqualTo(128));
    await().atMost(PATIENCE).until(() -> relay.totals().refused(Refusal.CROWDED_OUT) > 0);
    assertThat(threads()).isLessThanOrEqualTo(1);
    assertThat(relay.isListening()).isTrue();
  }

  /** The threads that serve connections. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("relay-connection"))
        .count();
  }

  @Test
  void shouldRefuseALongFirstFrameAtItsLength() throws IOException {
    for (int length : new int[] {Hello.MAX_BYTES + 1, 1 << 24, -1}) {
      byte[] bytes = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array();
      bytes[4] = 1;
      assertThat(drained(stranger(bytes))).isTrue();
    }
    await().atMost(PATIENCE).until(() -> relay.totals().refused(Refusal.MALFORMED) == 3);
  }

  /** Whether the relay closes the connection; unread bytes make that a reset. */
  private static boolean drained(Socket socket) {
    try {
      String ignored = answer(socket); // to its end
      return true;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Test
  void shouldKeepNothingOfPodsThatItDoesNotKnow() throws IOException {
    for (int i = 0; i < 500; i++) {
      try (Socket socket = stranger(hello("unknown-" + i))) {
        assertThat(answer(socket)).contains("does not know pod unknown-" + i, "try again");
      }
      sockets.clear();
      assertThat(relay.report("live-unknown-" + i)).isEmpty();
    }
    await().atMost(PATIENCE).until(() -> relay.totals().refused(Refusal.UNKNOWN_POD) == 500);
  }

  @Test
  void shouldTakeAPodOnceItIsKnownAndForgetItOnceItHasLeft() throws IOException {
    assertThat(answer(stranger(hello("late")))).contains("does not know pod late");
    known.add("late");
    Socket late = stranger(hello("late"));
    assertThat(late.getInputStream().readNBytes(5)[4]).isEqualTo(FrameDescriptor.ACCEPT);
    assertThat(relay.report("live-late")).isPresent();
    known.remove("late");
    assertThat(answer(stranger(hello("other")))).contains("does not know");
    assertThat(relay.report("live-late")).isPresent(); // connected still
    late.close();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(answer(stranger(hello("other")))).contains("does not know");
              assertThat(relay.report("live-late")).isEmpty();
            });
  }

  @Test
  void shouldNotDisplaceAConnectedPodByANewcomerWithItsName() throws IOException {
    linkPeer();
    try (Sender producer = producer();
        Receiver consumer = consumer()) {
      carry(producer, consumer, 1);
      for (int i = 0; i < 20; i++) {
        Socket forged = stranger(hello("peer"));
        MemorySegment data =
            MemorySegment.ofArray(new byte[(int) FrameDescriptor.HEADER_BYTES + Long.BYTES]);
        data.set(FrameDescriptor.LONG, 0, FrameDescriptor.DATA);
        try {
          forged.getOutputStream().write(framed(data.toArray(ValueLayout.JAVA_BYTE)));
        } catch (IOException closedAlready) {
          continue;
        }
      }
      for (long value = 2; value < 50; value++) {
        carry(producer, consumer, value); // exactly that, nothing in between
      }
      await().atMost(PATIENCE).until(() -> relay.totals().refused(Refusal.CONNECTED) == 20);
      assertThat(peer.report("live-peer").orElseThrow().error()).isNull();
    }
  }

  /** Nobody consumes, so that the relay does not read on and does not see the end of the stream. */
  @Test
  void shouldAdmitAPodAgainWhoseConnectionIsDead() throws IOException {
    known.add("pod");
    byte[] data = new byte[(int) FrameDescriptor.HEADER_BYTES + Long.BYTES];
    data[0] = FrameDescriptor.DATA;
    Socket before = stranger(hello("pod"));
    before.getOutputStream().write(framed(data));
    assertThat(before.getInputStream().readNBytes(5)[4]).isEqualTo(FrameDescriptor.ACCEPT);
    assertThat(answer(stranger(hello("pod")))).contains("is connected already; try again");
    before.close();
    await()
        .atMost(PATIENCE)
        .until(
            () -> stranger(hello("pod")).getInputStream().readNBytes(5)[4],
            type -> type == FrameDescriptor.ACCEPT);
  }

  @Test
  void shouldRefuseControlFramesWithABody() throws IOException {
    known.add("pod");
    for (byte type : new byte[] {FrameDescriptor.ASK, FrameDescriptor.END}) {
      byte[] frame = new byte[1000];
      frame[0] = type;
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                Socket socket = stranger(hello("pod"));
                socket.getOutputStream().write(framed(frame));
                return answer(socket);
              },
              answer -> !answer.contains("connected already"));
      assertThat(relay.report("live-pod").orElseThrow().error()).contains("without a body");
    }
  }

  @Test
  void shouldGiveUpAFarRelayThatSendsNoWholeFrame() throws IOException {
    known.add("pod");
    ChannelUri uri = ChannelUri.parse("tcp://127.0.0.1:" + relay.port());
    try (Channel silent = TwoRelays.connect(uri)) {
      InboundPump pump =
          InboundPump.acknowledging(
              new RelayLink(silent),
              NO_DELIVERY,
              new RouteStatus("x", new RelayTotals()),
              () -> false);
      pump.bearSilence(Duration.ofMillis(1));
      org.assertj.core.api.Assertions.assertThatThrownBy(pump::run)
          .hasMessageContaining("sent no whole frame");
    }
  }
}
