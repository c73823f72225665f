package io.podwire.lab.copy;

import static io.podwire.lab.copy.SingleFrames.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver that lives and takes nothing, because its output pauses. */
class SlowOutputTest extends CopyFixture {
  private static final int BYTES = 16 << 20; // more than any channel holds
  private static final Duration STALL = Duration.ofSeconds(2); // the least that an end waits
  private static final Duration PAUSE = STALL.multipliedBy(2);

  private final CountDownLatch paused = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  /** Blocks in its first write until it may go on. */
  private final class PausingOutput implements WritableByteChannel {
    private long count;

    @Override
    public int write(ByteBuffer buffer) throws IOException {
      paused.countDown();
      await(goesOn);
      int written = buffer.remaining();
      buffer.position(buffer.limit());
      count += written;
      return written;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  static Stream<String> oneWay() {
    return schemes().filter(scheme -> !scheme.equals("uds") && !scheme.equals("tcp"));
  }

  @ParameterizedTest
  @MethodSource("oneWay")
  void shouldWaitForAReceiverWhoseOutputPauses(String scheme) {
    use(scheme);
    PausingOutput output = new PausingOutput();
    CompletableFuture<Long> received =
        start(
            () -> {
              try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT)) {
                return receiver(receiver, STALL, false).receive(output);
              }
            });
    CompletableFuture<Long> sent =
        start(
            () -> {
              try (Sender sender = open()) {
                return sender(sender, STALL).send(input());
              }
            });
    pause(sent, received);
    assertThat(sent.join()).isEqualTo(BYTES);
    assertThat(received.join()).isEqualTo(BYTES);
    assertThat(output.count).isEqualTo(BYTES);
  }

  private static ReadableByteChannel input() {
    return Channels.newChannel(new ByteArrayInputStream(bytes(BYTES)));
  }

  private void pause(CompletableFuture<Long> sent, CompletableFuture<Long> received) {
    Awaitility.await().atMost(PATIENCE).until(() -> paused.getCount() == 0);
    Awaitility.await()
        .during(PAUSE)
        .atMost(PAUSE.plus(PATIENCE))
        .until(() -> !sent.isDone() && !received.isDone());
    goesOn.countDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldWaitOverAConnectionToo(String scheme) {
    use(scheme);
    PausingOutput output = new PausingOutput();
    CompletableFuture<Long> received = start(() -> receiveOverConnection(output, () -> {}));
    CompletableFuture<Long> sent = start(this::sendOverConnection);
    pause(sent, received);
    assertThat(sent.join()).isEqualTo(BYTES);
    assertThat(received.join()).isEqualTo(BYTES);
    assertThat(output.count).isEqualTo(BYTES);
  }

  private long receiveOverConnection(WritableByteChannel output, CopyReceiver.Completion last)
      throws IOException {
    try (Channel channel = transport.accept(uri, ChannelOptions.DEFAULT)) {
      Runnable sign = CopyReceiver.signOver(channel.sender());
      CopyReceiver receiver = new CopyReceiver(channel.receiver(), sign, STALL, false);
      long bytes = receiver.receive(output);
      receiver.confirm(last, channel.sender());
      return bytes;
    }
  }

  private long sendOverConnection() throws IOException {
    try (Channel channel = transport.connect(uri, ChannelOptions.DEFAULT)) {
      CopySender sender = new CopySender(channel.sender(), channel.receiver(), STALL);
      long bytes = sender.send(input());
      sender.awaitConfirmation();
      return bytes;
    }
  }

  /** A disk may take its time for the last bytes, after the sender has sent all. */
  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldWaitForACompletionThatTakesLong(String scheme) {
    use(scheme);
    goesOn.countDown();
    CountDownLatch onDisk = new CountDownLatch(1);
    CompletableFuture<Long> received =
        start(
            () ->
                receiveOverConnection(
                    new PausingOutput(), // which does not
                    () -> await(onDisk)));
    CompletableFuture<Long> sent = start(this::sendOverConnection);
    Awaitility.await()
        .during(PAUSE)
        .atMost(PAUSE.plus(PATIENCE))
        .until(() -> !sent.isDone() && !received.isDone());
    onDisk.countDown();
    assertThat(sent.join()).isEqualTo(BYTES);
    assertThat(received.join()).isEqualTo(BYTES);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** One that is stopped, or hangs elsewhere, gives no signs. */
  @Test
  void shouldGiveUpAReceiverThatTakesNothingAndGivesNoSign() {
    use("shm");
    try (Receiver ignored = transport.openReceiver(uri, ChannelOptions.DEFAULT);
        Sender sender = open()) {
      assertThatThrownBy(() -> sender(sender, Duration.ofMillis(100)).send(input()))
          .isInstanceOfSatisfying(
              ChannelException.class,
              e -> assertThat(e.kind()).isEqualTo(ChannelException.Kind.TIMEOUT))
          .hasMessageContaining("waited 2 s for the receiver to take something");
    }
  }
}
