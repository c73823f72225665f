package io.podwire.ipc.pipe;

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
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FifoTest {
  private static final MessageHandler IGNORE = (buffer, offset, length) -> {};
  private static final MemorySegment MESSAGE = MemorySegment.ofArray(new byte[100]);

  private final FifoTransport transport = new FifoTransport();
  @TempDir Path directory;
  private Path path;
  private ChannelUri uri;

  @BeforeEach
  void nameChannel() {
    path = directory.resolve("x.fifo");
    uri = ChannelUri.parse("fifo:" + path);
  }

  private Receiver receiver() {
    return transport.openReceiver(uri, ChannelOptions.DEFAULT);
  }

  private Sender sender() {
    return transport.openSender(uri, ChannelOptions.DEFAULT);
  }

  private static void send(Sender sender) {
    assertThat(sender.offer(MESSAGE)).isTrue();
    assertThat(sender.flush()).isTrue();
  }

  private static void closeSide(Receiver receiver) {
    receiver.close();
  }

  @Test
  void shouldSeeThatTheReaderIsGoneWhileBytesLieInTheFifo() {
    try (Receiver receiver = receiver();
        Sender sender = sender()) {
      send(sender);
      assertThat(sender.isDrained()).isFalse();
      closeSide(receiver);
      assertFault(Kind.PEER_GONE, sender::isDrained);
    }
  }

  @Test
  void shouldLeaveAFifoThatItDidNotMake() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    assertThat(transport.isThere(uri)).isFalse();
    try (Receiver receiver = receiver();
        Sender sender = sender()) {
      send(sender);
      assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
      closeSide(receiver); // beside a sender that may be inside a message: the FIFO is renewed
      assertThat(transport.isThere(uri)).isTrue();
    }
    transport.remove(uri);
    assertThat(directory).isDirectoryContaining(path::equals);
    assertThat(transport.isThere(uri)).isFalse();
    Files.delete(path);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldRenewAFifoThatItDidNotMakeWithItsMode() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", "-m", "666", path.toString()).start().waitFor())
        .isZero();
    Object before = Files.getAttribute(path, "unix:ino");
    FifoFile.of(uri).renew();
    assertThat(Files.getAttribute(path, "unix:ino")).isNotEqualTo(before);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-rw-rw-");
    transport.remove(uri);
    assertThat(path).exists();
  }

  @Test
  void shouldRemoveAFifoThatItMade() {
    transport.prepare(uri, true);
    assertThat(transport.isThere(uri)).isTrue();
    transport.remove(uri);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldReachThePod() {
    assertThat(transport.reach()).isEqualTo(Reach.POD);
  }

  @ParameterizedTest
  @EnumSource(WaitStrategy.class)
  void shouldNotTakeAnEmptyFifoForItsEndBeforeTheFirstSender(WaitStrategy wait) {
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT.withWait(wait))) {
      assertThat(receiver.poll(IGNORE, 1)).isZero();
      assertThat(receiver.receive(IGNORE, 1, in(10))).isZero();
      try (Sender sender = sender()) {
        send(sender);
        assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
      }
      assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(Receiver.END);
      assertThat(receiver.receive(IGNORE, 1, in(10))).isZero();
    }
  }

  @Test
  void shouldLetTheSenderComeFirst() {
    CompletableFuture<Sender> opening = CompletableFuture.supplyAsync(this::sender);
    org.awaitility.Awaitility.await().until(() -> Files.exists(path));
    try (Receiver receiver = receiver();
        Sender sender = opening.join()) {
      send(sender);
      assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
    }
  }

  @Test
  void shouldGiveUpWaitingForReceiver() {
    ChannelOptions hasty = ChannelOptions.DEFAULT.withTimeout(Duration.ofMillis(30));
    assertFault(Kind.TIMEOUT, () -> transport.openSender(uri, hasty))
        .hasMessageContaining("no receiver opened");
  }

  @Test
  void shouldEndWaitingForReceiverAtInterrupt() {
    Thread.currentThread().interrupt();
    assertFault(Kind.INTERRUPTED, this::sender);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldRefuseSecondEndOfOneSide() {
    try (Receiver receiver = receiver();
        Sender sender = sender()) {
      assertFault(Kind.IN_USE, this::receiver);
      assertFault(Kind.IN_USE, this::sender);
      send(sender);
      assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
    }
  }

  @Test
  void shouldServeOneSenderAfterTheOther() {
    try (Receiver receiver = receiver()) {
      for (int round = 0; round < 3; round++) {
        try (Sender sender = sender()) {
          send(sender);
        }
        assertThat(receiver.receive(IGNORE, 10, soon())).isEqualTo(1);
        assertThat(receiver.receive(IGNORE, 10, soon())).isEqualTo(Receiver.END);
      }
    }
  }

  @Test
  void shouldNotMixTheRestOfBrokenMessageIntoTheNextSendersStream() {
    try (Receiver receiver = receiver()) {
      Sender broken = sender();
      broken.offer(MemorySegment.ofArray(new byte[1 << 20])); // more than the FIFO takes
      broken.close();
      CompletableFuture<Sender> next = CompletableFuture.supplyAsync(this::sender);
      assertFault(Kind.PEER_GONE, () -> receiver.receive(IGNORE, 1, soon()));
      receiver.receive(IGNORE, 1, in(200)); // follows the path
      try (Sender sender = next.join()) {
        send(sender);
        MessageHandler check = (b, offset, length) -> assertThat(length).isEqualTo(100);
        assertThat(receiver.receive(check, 1, soon())).isEqualTo(1);
      }
    }
  }

  @Test
  void shouldTellTheSenderWhenTheReceiverIsReplaced() {
    Receiver first = receiver();
    try (Sender sender = sender()) {
      send(sender);
      assertThat(first.receive(IGNORE, 1, soon())).isEqualTo(1);
      closeSide(first);
      try (Receiver second = receiver()) {
        assertFault(Kind.PEER_GONE, () -> send(sender));
        sender.close();
        try (Sender next = sender()) {
          send(next);
          assertThat(second.receive(IGNORE, 1, soon())).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void shouldAdoptPreparedFiles() {
    transport.prepare(uri, true);
    transport.prepare(uri, true);
    assertThat(path).exists();
    assertThat(directory.resolve("x.fifo.back")).exists();
    try (Receiver receiver = receiver();
        Sender sender = sender()) {
      send(sender);
      assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
    }
    transport.remove(uri);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void shouldTalkBothWaysOverTwoFiles() {
    CompletableFuture<Channel> accepting =
        CompletableFuture.supplyAsync(() -> transport.accept(uri, ChannelOptions.DEFAULT));
    try (Channel here = transport.connect(uri, ChannelOptions.DEFAULT);
        Channel there = accepting.join()) {
      send(here.sender());
      assertThat(there.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
      send(there.sender());
      assertThat(here.receiver().receive(IGNORE, 1, soon())).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseForeignFiles() throws Exception {
    Files.writeString(path, "mine");
    assertFault(Kind.FOREIGN, this::receiver)
        .hasMessageContaining("is a regular file, expected a FIFO");
    assertFault(Kind.FOREIGN, this::sender);
    assertFault(Kind.FOREIGN, () -> transport.prepare(uri, false));
    assertFault(Kind.FOREIGN, () -> transport.remove(uri));
    assertThat(path).hasContent("mine");
    assertThat(directory.toFile().list()).containsExactly("x.fifo");
  }

  @Test
  void shouldSayThatTheDirectoryIsMissing() {
    ChannelUri nowhere = ChannelUri.parse("fifo:" + directory.resolve("no/x.fifo"));
    assertFault(Kind.FAILED, () -> transport.openReceiver(nowhere, ChannelOptions.DEFAULT))
        .hasMessageContaining("check that the directory exists");
    assertFault(Kind.FAILED, () -> transport.prepare(nowhere, false));
  }

  @Test
  void shouldSayThatANameIsTooLong() {
    ChannelUri tooLong = ChannelUri.parse("fifo:" + directory.resolve("x".repeat(300)));
    assertFault(Kind.FAILED, () -> transport.prepare(tooLong, false))
        .hasMessageContaining("take a shorter path");
    assertFault(Kind.FAILED, () -> transport.openReceiver(tooLong, ChannelOptions.DEFAULT))
        .hasMessageContaining("take a shorter path");
  }

  @Test
  void shouldSetTheCapacity() {
    uri = ChannelUri.parse("fifo:" + path + "?capacity=4KiB");
    try (Receiver receiver = receiver();
        Sender sender = sender()) {
      sender.offer(MemorySegment.ofArray(new byte[10_000]));
      assertThat(sender.flush()).isFalse();
      assertThat(receiver.poll(IGNORE, 1)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo:", "fifo:/tmp/", "fifo:/x?capacity=1", "fifo:/x?size=1"})
  void shouldRefuseAddressThatCannotWork(String text) {
    assertFault(Kind.BAD_ADDRESS, () -> transport.validate(ChannelUri.parse(text)));
  }

  @Test
  void shouldMeetTheSuccessorOfSenderKilledInsideMessage() throws Exception {
    try (Receiver receiver = receiver()) {
      Process child = ChildMain.start("fill", uri.toString()).start();
      assertThat(child.inputReader().readLine()).isEqualTo("the FIFO is full");
      child.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      assertFault(Kind.PEER_GONE, () -> receiver.receive(IGNORE, 100, soon()));
      CompletableFuture<Sender> next = CompletableFuture.supplyAsync(this::sender);
      while (!next.isDone()) {
        assertThat(receiver.receive(IGNORE, 1, in(50))).isZero();
      }
      try (Sender sender = next.join()) {
        send(sender);
        assertThat(receiver.receive(IGNORE, 1, soon())).isEqualTo(1);
      }
    }
  }
}
