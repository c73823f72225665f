package io.podwire.ipc.memory;

import static io.podwire.ipc.memory.RingForgedTest.assertKind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends that come, go, die and come again. */
class RingPeerTest {
  @TempDir Path directory;
  private ChannelUri uri;

  @BeforeEach
  void nameTheRing() {
    uri = Ring.uri(directory, "?capacity=4KiB");
  }

  private Receiver receiver(WaitStrategy wait) {
    return Ring.TRANSPORT.openReceiver(uri, Ring.options(wait));
  }

  private Sender sender(WaitStrategy wait) {
    return Ring.TRANSPORT.openSender(uri, Ring.options(wait));
  }

  private static int receive(Receiver receiver, List<String> texts) {
    return receiver.receive(Ring.collectInto(texts), Integer.MAX_VALUE, Ring.deadline());
  }

  @Test
  void shouldSayThatNoReceiverCame() {
    assertThatThrownBy(
            () ->
                Ring.TRANSPORT.openSender(
                    uri, Ring.options(WaitStrategy.BLOCK).withTimeout(Duration.ofMillis(20))))
        .hasMessageContaining("no receiver came within 20 ms; start podwire receive " + uri)
        .satisfies(thrown -> assertKind(thrown, Kind.TIMEOUT));
  }

  @Test
  void shouldRefuseASecondEndOfEitherSide() {
    try (Receiver receiver = receiver(WaitStrategy.SPIN);
        Sender sender = sender(WaitStrategy.SPIN)) {
      assertThatThrownBy(() -> sender(WaitStrategy.SPIN))
          .hasMessageContaining("data.lock")
          .satisfies(thrown -> assertKind(thrown, Kind.IN_USE));
      assertThatThrownBy(() -> receiver(WaitStrategy.SPIN))
          .hasMessageContaining("cursor.lock")
          .satisfies(thrown -> assertKind(thrown, Kind.IN_USE));
      assertThat(sender.isDrained()).isTrue();
      assertThat(Ring.poll(receiver)).isEmpty();
    }
  }

  @Test
  void shouldDeliverNothingBeforeTheFirstSender() {
    try (Receiver receiver = receiver(WaitStrategy.BLOCK)) {
      long soon = System.nanoTime() + 1_000_000;
      assertThat(receiver.receive(Ring.collectInto(new ArrayList<>()), 1, soon)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndAfterTheLastMessageOfASenderThatClosed(WaitStrategy wait) {
    List<String> texts = new ArrayList<>();
    try (Receiver receiver = receiver(wait)) {
      try (Sender sender = sender(wait)) {
        sender.offer(Ring.text("last"));
        sender.flush();
        sender.offer(Ring.text("not flushed"));
      }
      assertThat(receive(receiver, texts)).isEqualTo(1);
      assertThat(receive(receiver, texts)).isEqualTo(Receiver.END);
      assertThat(receiver.poll(Ring.collectInto(texts), 1)).isEqualTo(Receiver.END);

      try (Sender next = sender(wait)) {
        next.offer(Ring.text("more"));
        next.flush();
        assertThat(receive(receiver, texts)).isEqualTo(1);
      }
      assertThat(receive(receiver, texts)).isEqualTo(Receiver.END);
    }
    assertThat(texts).containsExactly("last", "more");
  }

  @Test
  void shouldNotEndForASenderOfEarlierTimes() {
    try (Receiver receiver = receiver(WaitStrategy.SPIN)) {
      sender(WaitStrategy.SPIN).close();
      assertThat(receive(receiver, new ArrayList<>())).isEqualTo(Receiver.END);
    }
    try (Receiver receiver = receiver(WaitStrategy.SPIN)) {
      long soon = System.nanoTime() + 1_000_000;
      assertThat(receiver.receive(Ring.collectInto(new ArrayList<>()), 1, soon)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeliverWhatADeadSenderPublishedThenSayThatItIsGone(WaitStrategy wait)
      throws Exception {
    List<String> texts = new ArrayList<>();
    try (Receiver receiver = receiver(wait)) {
      RingProgram.run("send", uri, 3);
      assertThat(receive(receiver, texts)).isEqualTo(3);
      assertThatThrownBy(() -> receive(receiver, texts))
          .hasMessageContaining("the sender died")
          .satisfies(thrown -> assertKind(thrown, Kind.PEER_GONE));

      try (Sender next = sender(wait)) { // goes on behind what the dead one left unpublished
        next.offer(Ring.text("next"));
        next.flush();
        assertThat(receive(receiver, texts)).isEqualTo(1);
      }
    }
    assertThat(texts).containsExactly("message 0", "message 1", "message 2", "next");
  }

  @Test
  void shouldLetAReceiverLeaveThatHasTakenAll() {
    Receiver receiver = receiver(WaitStrategy.SPIN);
    try (Sender sender = sender(WaitStrategy.SPIN)) {
      assertThat(sender.offer(Ring.text("taken"))).isTrue();
      assertThat(sender.flush()).isTrue();
      assertThat(Ring.poll(receiver)).containsExactly("taken");
      receiver.close();
      assertThat(sender.flush()).isTrue();
      assertThat(sender.offer(Ring.text("not taken"))).isTrue();
      assertThatThrownBy(sender::flush).satisfies(thrown -> assertKind(thrown, Kind.PEER_GONE));
    }
  }

  @Test
  void shouldTellASenderThatItsReceiverClosedAndServeTheNext() {
    Receiver first = receiver(WaitStrategy.SPIN);
    try (Sender sender = sender(WaitStrategy.SPIN)) {
      first.close();
      assertThat(sender.offer(Ring.text("kept"))).isTrue();
      assertThatThrownBy(sender::flush)
          .hasMessageContaining("the receiver has closed")
          .satisfies(thrown -> assertKind(thrown, Kind.PEER_GONE));
      assertThat(sender.offer(Ring.text("too"))).isTrue();
      try (Receiver second = receiver(WaitStrategy.SPIN)) {
        assertThat(sender.flush()).isTrue();
        assertThat(Ring.poll(second)).containsExactly("kept", "too");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellASenderThatWaitsForRoomThatItsReceiverDied(WaitStrategy wait) throws Exception {
    Process dying = RingProgram.start("receive", uri, 2);
    try (Sender sender = sender(wait)) {
      assertThatThrownBy(
              () -> {
                while (sender.send(Ring.text("x".repeat(1000)), 0, 1000, Ring.deadline())) {
                  sender.flush();
                }
              })
          .hasMessageContaining("the receiver died")
          .satisfies(thrown -> assertKind(thrown, Kind.PEER_GONE));
      assertThat(sender.isDrained()).isFalse();
    } finally {
      dying.destroyForcibly();
    }
  }

  @Test
  void shouldGoOnAtTheCursorWhenTheReceiverComesAgain() {
    try (Receiver first = receiver(WaitStrategy.SPIN);
        Sender sender = sender(WaitStrategy.SPIN)) {
      IntStream.range(0, 5).forEach(i -> sender.offer(Ring.text("m" + i)));
      sender.flush();
      List<String> texts = new ArrayList<>();
      first.poll(Ring.collectInto(texts), 2);
      first.close();
      try (Receiver second = receiver(WaitStrategy.SPIN)) {
        assertThat(Ring.poll(second)).containsExactly("m2", "m3", "m4");
      }
    }
  }

  @Test
  void shouldKeepLeftoversWhenBothEndsComeAgain() {
    List<String> texts = new ArrayList<>();
    int sent = 0;
    for (int session = 0; session < 40; session++) { // some laps, each session with an epoch
      try (Receiver receiver = receiver(WaitStrategy.SPIN);
          Sender sender = sender(WaitStrategy.SPIN)) {
        receiver.poll(Ring.collectInto(texts), 7);
        for (int i = 0; i < 7; i++) {
          sender.offer(Ring.text("number " + sent++));
        }
        sender.flush();
      }
    }
    try (Receiver receiver = receiver(WaitStrategy.SPIN)) {
      texts.addAll(Ring.poll(receiver));
    }
    assertThat(texts)
        .isEqualTo(IntStream.range(0, sent).mapToObj(number -> "number " + number).toList());
  }

  @Test
  void shouldComeAgainToAFullRing() {
    int sent = 0;
    try (Receiver receiver = receiver(WaitStrategy.SPIN)) {
      for (int session = 0; session < 2; session++) {
        try (Sender sender = sender(WaitStrategy.SPIN)) {
          while (sender.offer(Ring.text(""))) {
            sent++;
          }
        }
      }
      assertThat(sent).isEqualTo(4096 / 8 - 1);
      assertThat(Ring.poll(receiver)).hasSize(sent);
      try (Sender sender = sender(WaitStrategy.SPIN)) {
        assertThat(sender.offer(Ring.text("after"))).isTrue();
        sender.flush();
        assertThat(Ring.poll(receiver)).containsExactly("after");
      }
    }
  }
}
