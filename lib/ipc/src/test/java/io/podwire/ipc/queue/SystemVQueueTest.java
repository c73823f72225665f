package io.podwire.ipc.queue;

import static io.podwire.ipc.queue.QueueRig.poll;
import static io.podwire.ipc.queue.QueueRig.receive;
import static io.podwire.ipc.queue.QueueRig.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.SystemVQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is System V's own: key files, and both directions over one queue. */
class SystemVQueueTest {
  @TempDir Path directory;
  private QueueRig rig;
  private ChannelUri uri;
  private Path keyFile;

  @BeforeEach
  void open() {
    rig = new QueueRig(directory);
    uri = rig.sysv();
    keyFile = Path.of(uri.address());
  }

  @AfterEach
  void removeQueues() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sysv:", "sysv:/ipc/", "sysv:/ipc/x.key?messages=1"})
  void shouldRefuseWrongWords(String text) {
    assertKind(Kind.BAD_ADDRESS, "sysv:", () -> Transports.of(ChannelUri.parse(text)));
  }

  @Test
  void shouldServeBothDirectionsOverOneQueue() throws Exception {
    Transport transport = Transports.of(uri);
    CompletableFuture<Channel> accepting =
        CompletableFuture.supplyAsync(() -> transport.accept(uri, QueueRig.BLOCK));
    try (Channel client = transport.connect(uri, QueueRig.BLOCK);
        Channel server = accepting.get(20, TimeUnit.SECONDS)) {
      send(client.sender(), "there");
      send(server.sender(), "back");
      assertThat(client.sender().isDrained()).isFalse();
      assertThat(poll(client.receiver())).containsExactly("back");
      assertThat(server.sender().isDrained()).isTrue();
      assertThat(client.sender().isDrained()).isFalse();
      assertThat(poll(server.receiver())).containsExactly("there");
      assertThat(client.sender().isDrained()).isTrue();
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".back"));
    }
  }

  @Test
  void shouldBeDrainedWhileOnlyTheOtherDirectionWaits() throws Exception {
    Transport transport = Transports.of(uri);
    CompletableFuture<Channel> accepting =
        CompletableFuture.supplyAsync(() -> transport.accept(uri, QueueRig.BLOCK));
    try (Channel client = transport.connect(uri, QueueRig.BLOCK);
        Channel server = accepting.get(20, TimeUnit.SECONDS)) {
      send(server.sender(), "back");
      assertThat(client.sender().isDrained()).isTrue();
      assertThat(server.sender().isDrained()).isFalse();
    }
  }

  @Test
  void shouldKeepTheQueueOfALivingKeyFile() throws Exception {
    prepare();
    List<String> key = Files.readAllLines(keyFile);
    prepare();
    assertThat(Files.readAllLines(keyFile)).isEqualTo(key);
    assertThat(key.getFirst()).isEqualTo("podwire-sysv 1");
  }

  @Test
  void shouldRemakeAKeyFileWhoseQueueIsGone() throws Exception {
    String stale = "podwire-sysv 1\nid 2147483647\nmade 1\n";
    Files.writeString(keyFile, stale);
    prepare();
    assertThat(Files.readString(keyFile)).isNotEqualTo(stale);
    assertWorks();
  }

  @Test
  void shouldNotTakeAQueueOfAnotherTimeForItsOwn() throws Exception {
    prepare();
    String key = Files.readString(keyFile);
    int strangers = Integer.parseInt(key.lines().toList().get(1).substring("id ".length()));
    try {
      Files.writeString(keyFile, key.replaceFirst("made \\d+", "made 1"));
      assertWorks();
      assertThat(Files.readString(keyFile)).doesNotContain("id " + strangers + "\n");
    } finally {
      assertThat(SystemVQueues.remove(new CallState(), strangers)).isZero();
    }
  }

  private void assertWorks() {
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      send(sender, "fresh");
      assertThat(receive(receiver)).isEqualTo("fresh");
    }
  }

  @Test
  void shouldNotRemakeTheQueueThatALiveEndUsesElsewhere() throws Exception {
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
      String living = Files.readString(keyFile);
      Files.writeString(keyFile, "podwire-sysv 1\nid 2147483647\nmade 1\n");
      assertKind(Kind.UNSUPPORTED, "a live end uses queue 2147483647", this::prepare);
      Files.writeString(keyFile, living);
      assertThat(poll(receiver)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "some text",
        "podwire-sysv 1\nid x\nmade 1\n",
        "podwire-sysv 1\nid 9999999999\nmade 1\n",
        "podwire-sysv 1\nid 1\n"
      })
  void shouldLeaveAForeignFileAlone(String content) throws Exception {
    Path own = directory.resolve("foreign.txt");
    Files.writeString(own, content);
    ChannelUri foreign = ChannelUri.parse("sysv:" + own);
    Transport transport = Transports.of(foreign);
    assertKind(Kind.FOREIGN, "take another path", () -> transport.prepare(foreign, false));
    assertKind(Kind.FOREIGN, "take another path", () -> transport.remove(foreign));
    assertThat(own).hasContent(content);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(own);
    }
  }

  @Test
  void shouldRefuseADirectoryAndAMissingOne() {
    ChannelUri here = ChannelUri.parse("sysv:" + directory);
    assertKind(Kind.FOREIGN, "is a directory", () -> Transports.of(here).prepare(here, false));
    ChannelUri none = ChannelUri.parse("sysv:" + directory.resolve("none/x.key"));
    assertKind(
        Kind.FAILED,
        "check that the directory exists",
        () -> Transports.of(none).prepare(none, false));
  }

  @Test
  void shouldRefuseAKeyFileOfAnotherVersion() throws Exception {
    Path newer = Files.writeString(directory.resolve("newer.key"), "podwire-sysv 2\nqueue 7\n");
    ChannelUri other = ChannelUri.parse("sysv:" + newer);
    assertKind(Kind.VERSION, "of version 2", () -> Transports.of(other).prepare(other, false));
  }

  @Test
  void shouldTellBothEndsThatTheQueueWasRemoved() {
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      Transports.of(uri).remove(uri);
      assertKind(Kind.PEER_GONE, "the queue was removed", () -> receive(receiver));
      assertKind(Kind.PEER_GONE, "the queue was removed", () -> send(sender, "x"));
      assertKind(Kind.PEER_GONE, "the queue was removed", sender::isDrained);
    }
  }

  @Test
  void shouldCountAsDrainedWhenTheReceiverClosedAndTookTheQueueWithIt() {
    Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
    try (Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      send(sender, "all");
      assertThat(receive(receiver)).isEqualTo("all");
      receiver.close();
      Transports.of(uri).remove(uri);
      assertThat(sender.isDrained()).isTrue();
    }
  }

  @Test
  void shouldLeaveNothingBehindAfterRemove() throws Exception {
    QueueRig.receiver(uri, WaitStrategy.BLOCK).close();
    Transports.of(uri).remove(uri);
    Transports.of(uri).remove(uri);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private void prepare() {
    Transports.of(uri).prepare(uri, false);
  }

  private static void assertKind(
      Kind kind, String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .matches(e -> e.kind() == kind, "is of kind " + kind);
  }
}
