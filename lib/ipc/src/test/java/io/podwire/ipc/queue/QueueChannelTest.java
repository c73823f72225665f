package io.podwire.ipc.queue;

import static io.podwire.ipc.queue.QueueRig.fill;
import static io.podwire.ipc.queue.QueueRig.poll;
import static io.podwire.ipc.queue.QueueRig.receive;
import static io.podwire.ipc.queue.QueueRig.send;
import static io.podwire.ipc.queue.QueueRig.soon;
import static io.podwire.ipc.queue.QueueRig.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.ipc.WaitStrategy;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What both kinds of queues promise, with both ends in one thread. */
class QueueChannelTest {
  static final String[] SCHEMES = QueueRig.SCHEMES;

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
  @FieldSource("SCHEMES")
  void shouldDeliverMessagesInOrder(String scheme) {
    try (Pair pair = pair(scheme)) {
      send(pair.sender, "one");
      send(pair.sender, "two");
      assertThat(pair.sender.flush()).isTrue();
      assertThat(poll(pair.receiver)).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldRefuseASecondEndOfASideThatOneEndWantsForItself(String scheme) {
    ChannelUri uri = rig.uri(scheme);
    ChannelOptions alone = QueueRig.BLOCK.withOneEndPerSide();
    try (Receiver receiver = Transports.of(uri).openReceiver(uri, alone);
        Sender sender = Transports.of(uri).openSender(uri, alone)) {
      for (ChannelOptions second : List.of(alone, QueueRig.BLOCK)) {
        assertInUse(() -> Transports.of(uri).openReceiver(uri, second));
        assertInUse(() -> Transports.of(uri).openSender(uri, second));
      }
      send(sender, "all");
      assertThat(receive(receiver)).isEqualTo("all");
    }
  }

  private static void assertInUse(ThrowingCallable opening) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(opening)
        .withMessageContaining("another live process holds this side")
        .matches(e -> e.kind() == Kind.IN_USE);
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldDeliverNoMoreThanTheLimit(String scheme) {
    try (Pair pair = pair(scheme)) {
      send(pair.sender, "one");
      send(pair.sender, "two");
      assertThat(pair.receiver.poll((_, _, _) -> {}, 1)).isEqualTo(1);
      assertThat(poll(pair.receiver)).containsExactly("two");
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldCarryEmptyAndLongestMessage(String scheme) {
    try (Pair pair = pair(scheme)) {
      String longest = "x".repeat((int) pair.sender.maxMessageBytes());
      send(pair.sender, "");
      send(pair.sender, longest);
      assertThat(poll(pair.receiver)).containsExactly("", longest);
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldCarryPartOfSegmentOnTheHeap(String scheme) {
    try (Pair pair = pair(scheme)) {
      MemorySegment heap =
          MemorySegment.ofArray("[heap]".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      assertThat(pair.sender.offer(heap, 1, 4)).isTrue();
      assertThat(poll(pair.receiver)).containsExactly("heap");
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldRefuseMessageLongerThanTheQueueTakes(String scheme) {
    try (Pair pair = pair(scheme)) {
      long longest = pair.sender.maxMessageBytes();
      MemorySegment message = text("x".repeat((int) longest + 1));
      assertThatExceptionOfType(ChannelException.class)
          .isThrownBy(() -> pair.sender.offer(message))
          .withMessageContaining(
              "%s: message of %d bytes exceeds the queue's %d; raise"
                  .formatted(pair.uri, longest + 1, longest))
          .matches(e -> e.kind() == Kind.TOO_LONG);
      assertThat(poll(pair.receiver)).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldRefusePartOutsideTheSegment(String scheme) {
    try (Pair pair = pair(scheme)) {
      assertThatThrownBy(() -> pair.sender.offer(text("abc"), 1, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldReturnFalseWhenFullAndAcceptAgainAfterPoll(String scheme) {
    try (Pair pair = pair(scheme)) {
      MemorySegment message = text("x".repeat(1024));
      int capacity = fill(pair.sender, message);
      assertThat(capacity).isBetween(4, 16);
      assertThat(pair.receiver.poll((_, _, _) -> {}, 1)).isEqualTo(1);
      assertThat(pair.sender.offer(message)).isTrue();
      assertThat(pair.sender.offer(message)).isFalse();
      assertThat(poll(pair.receiver)).hasSize(capacity);
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldTellWhenReceiverHasTakenEverything(String scheme) {
    try (Pair pair = pair(scheme)) {
      assertThat(pair.sender.isDrained()).isTrue();
      send(pair.sender, "");
      assertThat(pair.sender.isDrained()).isFalse();
      poll(pair.receiver);
      assertThat(pair.sender.isDrained()).isTrue();
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldReturnAtTheDeadlineWithEveryWaitStrategy(String scheme) {
    for (WaitStrategy strategy : WaitStrategy.values()) {
      ChannelUri uri = rig.uri(scheme);
      try (Receiver receiver = QueueRig.receiver(uri, strategy);
          Sender sender = QueueRig.sender(uri, strategy)) {
        long start = System.nanoTime();
        assertThat(receiver.receive((_, _, _) -> {}, 1, soon())).isZero();
        fill(sender, text("x".repeat(1024)));
        assertThat(sender.send(text("x".repeat(1024)), 0, 1024, soon())).isFalse();
        assertThat(System.nanoTime() - start)
            .isGreaterThanOrEqualTo(Duration.ofMillis(60).toNanos());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldStillLookOnceWhenTheDeadlineIsPast(String scheme) {
    try (Pair pair = pair(scheme)) {
      long past = System.nanoTime() - 1;
      assertThat(pair.sender.send(text("late"), 0, 4, past)).isTrue();
      assertThat(pair.receiver.receive((_, _, _) -> {}, 1, past)).isEqualTo(1);
      assertThat(pair.receiver.receive((_, _, _) -> {}, 1, past)).isZero();
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldEndOnceTheSenderHasClosedAndAllIsDelivered(String scheme) {
    try (Pair pair = pair(scheme)) {
      send(pair.sender, "last");
      pair.sender.close();
      assertThat(receive(pair.receiver)).isEqualTo("last");
      assertThat(receive(pair.receiver)).isEqualTo("-1");
      assertThat(pair.receiver.poll((_, _, _) -> {}, 1)).isEqualTo(Receiver.END);
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldGoOnWithTheNextSenderAfterAnEnd(String scheme) {
    try (Pair pair = pair(scheme)) {
      pair.sender.close();
      assertThat(receive(pair.receiver)).isEqualTo("-1");
      try (Sender next = QueueRig.sender(pair.uri, WaitStrategy.BLOCK)) {
        send(next, "again");
        assertThat(receive(pair.receiver)).isEqualTo("again");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldGoOnWithTheNextReceiverAfterOneIsGone(String scheme) {
    try (Pair pair = pair(scheme)) {
      int taken = fill(pair.sender, text("x".repeat(1024)));
      pair.receiver.close();
      assertKind(Kind.PEER_GONE, () -> send(pair.sender, "x".repeat(1024)));
      assertKind(Kind.PEER_GONE, pair.sender::isDrained);
      try (Receiver next = QueueRig.receiver(pair.uri, WaitStrategy.BLOCK)) {
        assertThat(poll(next)).hasSize(taken);
        assertThat(send(pair.sender, "again")).isTrue();
        assertThat(receive(next)).isEqualTo("again");
        assertThat(pair.sender.isDrained()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldTimeOutWhenNoReceiverComes(String scheme) {
    ChannelUri uri = rig.uri(scheme);
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(
            () ->
                Transports.of(uri)
                    .openSender(uri, QueueRig.BLOCK.withTimeout(Duration.ofMillis(20))))
        .withMessageContaining("no receiver came within 20 ms")
        .matches(e -> e.kind() == Kind.TIMEOUT);
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldKeepMessagesForALaterReceiverWhenPrepared(String scheme) {
    ChannelUri uri = rig.uri(scheme);
    Transports.of(uri).prepare(uri, true);
    Transports.of(uri).prepare(uri, true);
    try (Receiver first = QueueRig.receiver(uri, WaitStrategy.BLOCK);
        Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      send(sender, "left over");
      first.close();
      try (Receiver second = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
        assertThat(poll(second)).containsExactly("left over");
      }
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldRefuseUseAfterClose(String scheme) {
    try (Pair pair = pair(scheme)) {
      pair.close();
      assertKind(Kind.CLOSED, () -> pair.sender.offer(text("x")));
      assertKind(Kind.CLOSED, pair.sender::flush);
      assertKind(Kind.CLOSED, pair.sender::isDrained);
      assertKind(Kind.CLOSED, () -> poll(pair.receiver));
      assertKind(Kind.CLOSED, () -> receive(pair.receiver));
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldRefuseUnknownParameter(String scheme) {
    assertKind(Kind.BAD_ADDRESS, () -> Transports.of(ChannelUri.parse(scheme + ":/x?capacity=1")));
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldCountADeliveredMessageWhoseHandlerThrows(String scheme) {
    try (Pair pair = pair(scheme)) {
      send(pair.sender, "bad");
      send(pair.sender, "good");
      assertThatThrownBy(
              () ->
                  pair.receiver.poll(
                      (_, _, _) -> {
                        throw new IllegalArgumentException("no");
                      },
                      1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(poll(pair.receiver)).containsExactly("good");
    }
  }

  private static void assertKind(
      Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(call)
        .matches(e -> e.kind() == kind, "is of kind " + kind);
  }

  private Pair pair(String scheme) {
    ChannelUri uri = rig.uri(scheme);
    Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK);
    return new Pair(uri, receiver, QueueRig.sender(uri, WaitStrategy.BLOCK));
  }

  private record Pair(ChannelUri uri, Receiver receiver, Sender sender) implements AutoCloseable {
    @Override
    public void close() {
      sender.close();
      receiver.close();
    }
  }
}
