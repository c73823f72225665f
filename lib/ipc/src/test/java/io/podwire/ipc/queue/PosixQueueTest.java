package io.podwire.ipc.queue;

import static io.podwire.ipc.queue.QueueRig.poll;
import static io.podwire.ipc.queue.QueueRig.receive;
import static io.podwire.ipc.queue.QueueRig.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.PosixQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is POSIX's own: names, attributes, limits, priorities. */
class PosixQueueTest {
  @TempDir Path directory;
  private QueueRig rig;

  @BeforeEach
  void open() {
    rig = new QueueRig(directory);
  }

  @AfterEach
  void removeQueues() {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mq:",
        "mq:orders",
        "mq:/",
        "mq:/a/b",
        "mq:/.",
        "mq:/..",
        "mq:/ä",
        "mq:/x?messages=0",
        "mq:/x?messages=many",
        "mq:/x?messages=65537",
        "mq:/x?messageSize=0",
        "mq:/x?messageSize=17MiB",
        "mq:/x?priority=32",
        "mq:/x?locks="
      })
  void shouldRefuseWrongWords(String text) {
    assertKind(Kind.BAD_ADDRESS, "mq:", () -> Transports.of(ChannelUri.parse(text)));
  }

  @Test
  void shouldRefuseNameThatLeavesNoRoomForLockFiles() {
    ChannelUri uri = ChannelUri.parse("mq:/" + "n".repeat(221));
    assertKind(Kind.BAD_ADDRESS, "1 to 220 characters", () -> Transports.of(uri));
    assertThat(Transports.of(ChannelUri.parse("mq:/" + "n".repeat(220))).scheme()).isEqualTo("mq");
  }

  @Test
  void shouldNameTheSysctlThatIsExceeded() throws Exception {
    long most = limit("msg_max");
    assertKind(
        Kind.EXHAUSTED,
        "messages=%d exceeds fs.mqueue.msg_max=%d".formatted(most + 1, most),
        () -> prepare(rig.mq("messages=" + (most + 1) + "&")));
    assertKind(
        Kind.EXHAUSTED,
        "exceeds fs.mqueue.msgsize_max=",
        () -> prepare(rig.mq("messageSize=" + (limit("msgsize_max") + 1) + "&")));
  }

  private static long limit(String name) throws Exception {
    return Long.parseLong(Files.readAllLines(Path.of("/proc/sys/fs/mqueue", name)).getFirst());
  }

  @Test
  void shouldTakeTheDefaultsThatTheKernelAllows() {
    ChannelUri uri = rig.mq("");
    try (Receiver _ = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      assertThat(sender.maxMessageBytes())
          .isEqualTo(Transports.of(uri).maxMessageBytes(uri))
          .isLessThanOrEqualTo(8192);
    }
  }

  @Test
  void shouldReceiveHigherPriorityFirst() {
    ChannelUri uri = rig.uri("mq");
    Map<String, String> urgent = new HashMap<>(uri.parameters());
    urgent.put("priority", "5");
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender normal = QueueRig.sender(uri, WaitStrategy.BLOCK);
        Sender first =
            QueueRig.sender(new ChannelUri("mq", uri.address(), urgent), WaitStrategy.BLOCK)) {
      send(normal, "normal");
      send(first, "urgent");
      assertThat(poll(receiver)).containsExactly("urgent", "normal");
    }
  }

  @Test
  void shouldRemakeAnUnusedEmptyQueueOfOtherAttributes() {
    ChannelUri uri = rig.uri("mq");
    prepare(uri);
    ChannelUri larger = with(uri, "messageSize", "2KiB");
    try (Receiver _ = QueueRig.receiver(larger, WaitStrategy.BLOCK);
        Sender sender = QueueRig.sender(larger, WaitStrategy.BLOCK)) {
      assertThat(sender.maxMessageBytes()).isEqualTo(2048);
    }
  }

  @Test
  void shouldRefuseOtherAttributesWhileTheQueueIsUsedOrHoldsMessages() {
    ChannelUri uri = rig.uri("mq");
    ChannelUri larger = with(uri, "messageSize", "2KiB");
    String both =
        "exists with messages=4 messageSize=1024, asked was messages=4 messageSize=2048, and it ";
    try (Receiver _ = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
      assertKind(Kind.IN_USE, both + "is in use", () -> prepare(larger));
      try (Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
        send(sender, "left");
      }
    }
    assertKind(Kind.IN_USE, both + "holds 1 messages", () -> prepare(larger));
  }

  @Test
  void shouldAdoptAQueueWhoseAttributesAreNotAskedFor() {
    ChannelUri uri = rig.uri("mq");
    ChannelUri open = new ChannelUri("mq", uri.address(), Map.of("locks", directory.toString()));
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender sender = QueueRig.sender(open, WaitStrategy.BLOCK)) {
      assertThat(sender.maxMessageBytes()).isEqualTo(1024);
      send(sender, "adopted");
      assertThat(receive(receiver)).isEqualTo("adopted");
    }
  }

  @Test
  void shouldExplainTheLimitOfAllQueuesOfAUser() {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(
            () -> {
              for (int n = 0; n < 300; n++) {
                prepare(rig.mq("messages=10&messageSize=8KiB&"));
              }
            })
        .withMessageContaining("RLIMIT_MSGQUEUE")
        .withMessageContaining("messageSize=1KiB")
        .matches(e -> e.kind() == Kind.EXHAUSTED);
  }

  @Test
  void shouldTellAnIdleEndThatItsQueueWasRemoved() {
    ChannelUri uri = rig.uri("mq");
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender _ = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      new PosixSetup(PosixAddress.of(uri)).unlink();
      assertKind(Kind.PEER_GONE, "the queue was removed", () -> receive(receiver));
    }
  }

  @Test
  void shouldLeaveAQueueThatItDidNotMake() throws Exception {
    ChannelUri uri = rig.uri("mq");
    CallState state = new CallState();
    int own = PosixQueues.create(state, uri.address(), Descriptors.O_RDWR, 0600, 4, 1024);
    assertThat(own).as("mq_open").isNotNegative();
    try {
      assertThat(Transports.of(uri).isThere(uri)).isFalse();
      ChannelUri larger = with(uri, "messageSize", "2KiB");
      assertKind(Kind.IN_USE, "and it was not made by Podwire", () -> prepare(larger));
      QueueRig.receiver(uri, WaitStrategy.BLOCK).close();
      assertThat(Transports.of(uri).isThere(uri)).isTrue();
      Transports.of(uri).removeUnused(uri);
      assertThat(directory).isEmptyDirectory();
    } finally {
      assertThat(PosixQueues.unlink(state, uri.address())).as("mq_unlink").isZero();
      PosixQueues.close(state, own);
    }
  }

  @Test
  void shouldLeaveNothingBehindAfterRemove() throws Exception {
    ChannelUri uri = rig.uri("mq");
    Transports.of(uri).prepare(uri, true);
    QueueRig.receiver(uri, WaitStrategy.BLOCK).close();
    Transports.of(uri).remove(uri);
    Transports.of(uri).remove(uri);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void shouldSayThatTheDirectoryOfLocksIsMissing() {
    ChannelUri uri = ChannelUri.parse("mq:/podwire-none?locks=" + directory.resolve("none"));
    assertKind(Kind.FAILED, "check that the directory exists", () -> prepare(uri));
  }

  private static void prepare(ChannelUri uri) {
    Transports.of(uri).prepare(uri, false);
  }

  private static ChannelUri with(ChannelUri uri, String name, String value) {
    Map<String, String> parameters = new HashMap<>(uri.parameters());
    parameters.put(name, value);
    return new ChannelUri(uri.scheme(), uri.address(), parameters);
  }

  private static void assertKind(
      Kind kind, String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .matches(e -> e.kind() == kind, "is of kind " + kind);
  }
}
