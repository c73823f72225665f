package io.podwire.ipc.socket;

import static io.podwire.ipc.stream.Faults.assertFault;
import static io.podwire.ipc.stream.StreamPair.in;
import static io.podwire.ipc.stream.StreamPair.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.SocketAddress;
import io.podwire.ipc.libc.Sockets;
import io.podwire.ipc.stream.StreamPair;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketTest {
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};
  private static final MemorySegment MESSAGE = MemorySegment.ofArray(new byte[100]);
  private static final ChannelOptions OPTIONS = ChannelOptions.DEFAULT;
  private static final Executor OWN_THREAD = Thread.ofPlatform().daemon()::start;
  private static final ChannelOptions HASTY = OPTIONS.withTimeout(Duration.ofMillis(50));

  @TempDir Path directory;

  private Path path() {
    return directory.resolve("x.sock");
  }

  private static Receiver receiver(ChannelUri uri) {
    return Transports.of(uri).openReceiver(uri, OPTIONS);
  }

  private static Sender sender(ChannelUri uri) {
    return Transports.of(uri).openSender(uri, OPTIONS);
  }

  private static void send(Sender sender) {
    assertThat(sender.offer(MESSAGE)).isTrue();
    assertThat(sender.flush()).isTrue();
  }

  private static void take(Receiver receiver) {
    assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
  }

  @Test
  void shouldReachAsFarAsTheKernelLetsThem() {
    assertThat(new UdsTransport().reach()).isEqualTo(Reach.POD);
    assertThat(new TcpTransport().reach()).isEqualTo(Reach.ANYWHERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldServeOneSenderAfterTheOther(String scheme) {
    try (Receiver receiver = receiver(StreamPair.uri(scheme, directory))) {
      assertThat(receiver.poll(IGNORE, 1)).isZero();
      assertThat(receiver.receive(IGNORE, 1, in(10))).isZero();
      for (int round = 0; round < 3; round++) {
        try (Sender sender = sender(receiver.uri())) {
          send(sender);
          take(receiver);
        }
        assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(Receiver.END);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldLetTheSenderComeFirstAndTheReceiverComeAgain(String scheme) {
    ChannelUri uri = StreamPair.uri(scheme, directory);
    Receiver scout = receiver(uri);
    ChannelUri known = scout.uri(); // with its port
    scout.close();
    for (int round = 0; round < 2; round++) {
      CompletableFuture<Sender> opening = CompletableFuture.supplyAsync(() -> sender(known));
      try (Receiver receiver = receiver(known);
          Sender sender = opening.join()) {
        send(sender);
        take(receiver);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldGiveUpWaitingForThePeer(String scheme) {
    ChannelUri uri = StreamPair.uri(scheme, directory);
    Receiver scout = receiver(uri);
    ChannelUri known = scout.uri();
    scout.close();
    Transport transport = Transports.of(known);
    assertFault(Kind.TIMEOUT, () -> transport.openSender(known, HASTY));
    assertFault(Kind.TIMEOUT, () -> transport.connect(known, HASTY));
    assertFault(Kind.TIMEOUT, () -> transport.accept(known, HASTY));
    receiver(known).close(); // nothing is left behind
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldRefuseNameThatIsInUse(String scheme) {
    try (Receiver receiver = receiver(StreamPair.uri(scheme, directory))) {
      assertFault(Kind.IN_USE, () -> receiver(receiver.uri())).hasMessageContaining("another");
      try (Sender sender = sender(receiver.uri())) {
        send(sender);
        take(receiver);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldTurnStrangerAwayAndServeTheNext(String scheme) {
    try (Receiver receiver = receiver(StreamPair.uri(scheme, directory))) {
      SocketAddress address = Endpoint.of(receiver.uri()).resolve();
      CallState state = new CallState();
      int stranger = Sockets.open(state, address);
      Sockets.connect(state, stranger, address);
      assertThat(Descriptors.poll(state, stranger, Descriptors.POLLOUT, 1000)).isPositive();
      MemorySegment nonsense = Arena.ofAuto().allocateFrom("GET / HTTP/1.1");
      assertThat(Sockets.sendNow(state, stranger, nonsense.address(), 14)).isEqualTo(14);
      assertFault(Kind.CORRUPT, () -> receiver.receive(IGNORE, 1, soon()));
      Descriptors.close(state, stranger);
      try (Sender sender = sender(receiver.uri())) {
        send(sender);
        take(receiver);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldTalkBothWaysOverOneConnection(String scheme) {
    Receiver scout = receiver(StreamPair.uri(scheme, directory));
    ChannelUri uri = scout.uri();
    scout.close();
    Transport transport = Transports.of(uri);
    CompletableFuture<Channel> accepting =
        CompletableFuture.supplyAsync(() -> transport.accept(uri, OPTIONS));
    try (Channel here = transport.connect(uri, OPTIONS);
        Channel there = accepting.join()) {
      send(here.sender());
      take(there.receiver());
      send(there.sender());
      take(here.receiver());
      here.sender().close();
      assertThat(there.receiver().receive(IGNORE, 1, soon())).isEqualTo(Receiver.END);
      send(there.sender()); // the way back lives on
      take(here.receiver());
    }
    assertThat(path()).doesNotExist();
  }

  @Test
  void shouldReplaceStaleSocketOnly() throws Exception {
    ChannelUri uri = StreamPair.uri("uds", directory);
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path()));
      assertFault(Kind.IN_USE, () -> receiver(uri));
    }
    assertThat(path()).exists(); // stale: its owner has gone without removing it
    try (Receiver receiver = receiver(uri);
        Sender sender = sender(uri)) {
      send(sender);
      take(receiver);
    }
    assertThat(path()).doesNotExist();
  }

  @Test
  void shouldRemoveOnlyASocketThatNobodyUses() throws Exception {
    ChannelUri uri = StreamPair.uri("uds", directory);
    UdsTransport transport = new UdsTransport();
    try (Receiver receiver = receiver(uri)) {
      transport.removeUnused(uri);
      try (Sender sender = sender(uri)) {
        send(sender);
        take(receiver);
        transport.removeUnused(uri);
      }
    }
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path()));
      transport.removeUnused(uri);
      assertThat(path()).exists();
    }
    transport.removeUnused(uri);
    assertThat(directory).isEmptyDirectory();
    transport.removeUnused(ChannelUri.parse("uds:" + directory.resolve("no/x.sock")));
  }

  @Test
  void shouldLeaveASocketOfAnotherProgramAlone() throws Exception {
    ChannelUri uri = StreamPair.uri("uds", directory);
    UdsTransport transport = new UdsTransport();
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path()));
      assertFault(Kind.IN_USE, () -> receiver(uri));
      assertThat(directory).isDirectoryNotContaining("glob:**.lock");
      transport.removeUnused(uri);
      assertThat(path()).exists();
    }
    transport.removeUnused(uri); // nobody listens, but it is not Podwire's
    transport.remove(uri);
    assertThat(path()).exists();
  }

  @Test
  void shouldRefuseForeignFile() throws Exception {
    ChannelUri uri = StreamPair.uri("uds", directory);
    Files.writeString(path(), "mine");
    assertFault(Kind.FOREIGN, () -> receiver(uri));
    assertFault(Kind.FOREIGN, () -> sender(uri));
    assertFault(Kind.FOREIGN, () -> new UdsTransport().remove(uri));
    assertThat(path()).hasContent("mine");
  }

  @Test
  void shouldSayThatTheDirectoryIsMissing() {
    ChannelUri uri = ChannelUri.parse("uds:" + directory.resolve("no/x.sock"));
    assertFault(Kind.FAILED, () -> receiver(uri)).hasMessageContaining("create it");
    assertFault(Kind.FAILED, () -> sender(uri)).hasMessageContaining("create it");
  }

  @Test
  void shouldRefusePathBeyondTheKernelsLimit() {
    ChannelUri uri = ChannelUri.parse("uds:/tmp/" + "x".repeat(103));
    assertFault(Kind.BAD_ADDRESS, () -> receiver(uri))
        .hasMessageContaining("the path has 108 bytes, the kernel allows 107");
    new UdsTransport().validate(ChannelUri.parse("uds:/tmp/" + "x".repeat(102)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"uds:", "tcp:", "tcp://x", "tcp://x:70000", "tcp:/x:1", "tcp://x:1?bufer=1"})
  void shouldRefuseAddressThatCannotWork(String text) {
    assertFault(Kind.BAD_ADDRESS, () -> receiver(ChannelUri.parse(text)));
  }

  @Test
  void shouldRefuseUnknownHostAndForeignAddress() {
    assertFault(Kind.BAD_ADDRESS, () -> receiver(ChannelUri.parse("tcp://no.such.invalid:1")))
        .hasMessageContaining("no.such.invalid is unknown");
    assertFault(Kind.FAILED, () -> receiver(ChannelUri.parse("tcp://192.0.2.1:0")))
        .hasMessageContaining("bind to an address of this machine");
    assertFault(Kind.BAD_ADDRESS, () -> sender(ChannelUri.parse("tcp://127.0.0.1:0")));
  }

  @Test
  void shouldSpeakIpv6AndTakeBufferSizes() {
    ChannelUri uri = ChannelUri.parse("tcp://[::1]:0?buffer=64KiB");
    try (Receiver receiver = receiver(uri);
        Sender sender = sender(receiver.uri())) {
      assertThat(receiver.uri().toString()).matches("tcp://\\[::1]:[1-9]\\d*\\?buffer=64KiB");
      send(sender);
      take(receiver);
    }
  }

  @Test
  void shouldEndConnectingAtInterrupt() {
    Thread.currentThread().interrupt();
    assertFault(Kind.INTERRUPTED, () -> sender(StreamPair.uri("uds", directory)));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Timer 02 of /proc/net/tcp is the keep-alive's. */
  @Test
  void shouldAskSilentPeersWhetherTheyAreThere() {
    try (Receiver receiver = receiver(StreamPair.uri("tcp", directory));
        Sender sender = sender(receiver.uri())) {
      send(sender);
      take(receiver);
      int port = TcpEndpoint.of(receiver.uri()).port();
      Pattern asks = Pattern.compile(".*:%04X.* 01 [0-9A-F]+:[0-9A-F]+ 02:.*".formatted(port));
      Awaitility.await()
          .until(
              () ->
                  Files.readAllLines(Path.of("/proc/self/net/tcp")).stream()
                      .filter(line -> asks.matcher(line).matches())
                      .count(),
              ends -> ends == 2);
    }
  }

  @Test
  void shouldMoveBothDirectionsAtOnce() {
    Receiver scout = receiver(StreamPair.uri("tcp", directory));
    ChannelUri uri = scout.uri();
    scout.close();
    CompletableFuture<Channel> accepting =
        CompletableFuture.supplyAsync(() -> Transports.of(uri).accept(uri, OPTIONS));
    try (Channel here = Transports.of(uri).connect(uri, OPTIONS);
        Channel there = accepting.join()) {
      List<CompletableFuture<Void>> work = new ArrayList<>();
      for (Channel channel : List.of(here, there)) {
        work.add(CompletableFuture.runAsync(() -> sendMany(channel.sender()), OWN_THREAD));
        work.add(CompletableFuture.runAsync(() -> takeMany(channel.receiver()), OWN_THREAD));
      }
      work.forEach(CompletableFuture::join);
    }
  }

  private static void sendMany(Sender sender) {
    for (int number = 0; number < 50_000; number++) {
      assertThat(sender.send(MESSAGE, 0, 100, soon())).isTrue();
    }
    assertThat(sender.flush(soon())).isTrue();
  }

  private static void takeMany(Receiver receiver) {
    int taken = 0;
    while (taken < 50_000) {
      taken += receiver.receive(IGNORE, 100, soon());
    }
    assertThat(taken).isEqualTo(50_000);
  }
}
