package io.podwire.ipc.queue;

import static io.podwire.ipc.queue.QueueRig.fill;
import static io.podwire.ipc.queue.QueueRig.receive;
import static io.podwire.ipc.queue.QueueRig.send;
import static io.podwire.ipc.queue.QueueRig.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelException.Kind;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.WaitStrategy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A peer in another process that is killed, and its successor. */
class QueueDeathTest {
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
  void shouldDeliverWhatAKilledSenderLeftThenTellThenServeTheNext(String scheme) throws Exception {
    ChannelUri uri = rig.uri(scheme);
    try (Receiver receiver = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
      try (QueuePeer peer = QueuePeer.start("send", uri)) {
        peer.kill();
      }
      assertThat(receive(receiver)).isEqualTo("one");
      assertThat(receive(receiver)).isEqualTo("two");
      assertPeerGone("the sender died", () -> receive(receiver));
      assertPeerGone("the sender died", () -> receiver.poll((_, _, _) -> {}, 1));
      try (QueuePeer peer = QueuePeer.start("send", uri)) {
        assertThat(receive(receiver)).isEqualTo("one");
        assertThat(receive(receiver)).isEqualTo("two");
        peer.end();
      }
      assertThat(receive(receiver)).isEqualTo("-1");
    }
  }

  @ParameterizedTest
  @FieldSource("SCHEMES")
  void shouldTellAWaitingSenderThatTheReceiverWasKilledThenServeTheNext(String scheme)
      throws Exception {
    ChannelUri uri = rig.uri(scheme);
    String message = "x".repeat(1024);
    try (QueuePeer peer = QueuePeer.start("receive", uri);
        Sender sender = QueueRig.sender(uri, WaitStrategy.BLOCK)) {
      fill(sender, text(message));
      peer.kill();
      assertPeerGone("the receiver is gone", () -> send(sender, message));
      assertPeerGone("the receiver is gone", sender::isDrained);
      try (Receiver next = QueueRig.receiver(uri, WaitStrategy.BLOCK)) {
        assertThat(receive(next)).isEqualTo(message);
        assertThat(send(sender, message)).isTrue();
      }
    }
  }

  private static void assertPeerGone(
      String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(ChannelException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .matches(e -> e.kind() == Kind.PEER_GONE, "is of kind PEER_GONE");
  }
}
