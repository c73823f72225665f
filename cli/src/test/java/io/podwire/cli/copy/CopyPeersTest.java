package io.podwire.cli.copy;

import static io.podwire.cli.copy.SingleFrames.begin;
import static io.podwire.cli.copy.SingleFrames.bytes;
import static io.podwire.cli.copy.SingleFrames.checksum;
import static io.podwire.cli.copy.SingleFrames.data;
import static io.podwire.cli.copy.SingleFrames.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an end of a copy makes of a peer that goes, is silent, or is no sender of a copy. */
class CopyPeersTest extends CopyFixture {
  @ParameterizedTest
  @MethodSource("schemes")
  void shouldFailWhenTheSenderEndsBeforeTheCopy(String scheme) {
    use(scheme);
    CompletableFuture<Long> received = receiving(PATIENCE, false);
    try (Sender sender = open()) {
      begin(sender, 1);
      data(sender, 1, 0, 100);
    }
    assertFault(received, ChannelException.Kind.PEER_GONE).hasMessageContaining("100 bytes came");
  }

  private static AbstractThrowableAssert<?, ?> assertFault(
      CompletableFuture<Long> end, ChannelException.Kind kind) {
    return assertThatThrownBy(end::join)
        .cause()
        .isInstanceOfSatisfying(
            ChannelException.class, e -> assertThat(e.kind()).as(e.toString()).isEqualTo(kind));
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldNoticeThatTheReceiverIsGoneWhileTheInputIsSilent(String scheme) throws IOException {
    use(scheme);
    try (PipedOutputStream never = new PipedOutputStream();
        PipedInputStream silent = new PipedInputStream(never)) {
      Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT);
      CompletableFuture<Long> sent = start(() -> send(Channels.newChannel(silent)));
      int[] count = {0};
      while (count[0] == 0) {
        count[0] = receiver.receive((b, o, l) -> {}, 1, System.nanoTime() + PATIENCE.toNanos());
      }
      receiver.close();
      assertFault(sent, ChannelException.Kind.PEER_GONE);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldGiveUpASenderThatFallsSilentAfterItsBegin(String scheme) {
    use(scheme);
    CompletableFuture<Long> received = receiving(Duration.ofMillis(500), true);
    try (Sender sender = open()) {
      begin(sender, 1);
      data(sender, 1, 0, 100);
      assertFault(received, ChannelException.Kind.TIMEOUT)
          .hasMessageContaining("for the rest of the copy in vain");
    }
  }

  /** As a machine makes it that stalls, or a sender that is still being compiled. */
  @Test
  void shouldBearAPauseAfterTheBeginThatIsLongerThanThePatience() {
    use("shm");
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT);
        Sender sender = open()) {
      begin(sender, 1);
      CopyReceiver copy = receiver(receiver, Duration.ofMillis(100), false);
      CompletableFuture<Long> received =
          start(() -> copy.receive(Channels.newChannel(OutputStream.nullOutputStream())));
      Awaitility.await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> !received.isDone());
      data(sender, 1, 0, 10);
      end(sender, 1, 1, 10, checksum(10));
      assertThat(received.join()).isEqualTo(10);
    }
  }

  /** The input is silent for twice the receiver's patience. */
  @ParameterizedTest
  @MethodSource("schemes")
  void shouldBearASilentInputOfASenderThatLives(String scheme) throws IOException {
    use(scheme);
    try (PipedOutputStream input = new PipedOutputStream();
        PipedInputStream silent = new PipedInputStream(input)) {
      CompletableFuture<Long> sent = start(() -> send(Channels.newChannel(silent)));
      CompletableFuture<Long> received = receiving(Duration.ofMillis(1200), false);
      Awaitility.await()
          .during(Duration.ofMillis(2400))
          .atMost(Duration.ofSeconds(20))
          .until(() -> !sent.isDone() && !received.isDone());
      input.write(bytes(10));
      input.close();
      assertThat(sent.join()).isEqualTo(10);
      assertThat(received.join()).isEqualTo(10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "uds", "tcp"})
  void shouldWaitForTheNextSenderWhileNoCopyHasBegun(String scheme) throws IOException {
    use(scheme);
    CompletableFuture<Long> received = receiving(PATIENCE, true);
    open().close();
    try (Sender stranger = open()) {
      data(stranger, 7, 5, 33);
    }
    assertThat(send(Channels.newChannel(new ByteArrayInputStream(bytes(10))))).isEqualTo(10);
    assertThat(received.join()).isEqualTo(10);
  }
}
