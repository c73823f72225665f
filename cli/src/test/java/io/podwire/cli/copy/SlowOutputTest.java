package io.podwire.cli.copy;

import static io.podwire.cli.copy.SingleFrames.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.Transports;
import io.podwire.lab.workload.Addresses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A receiver that lives and takes nothing, because its output pauses. All mechanisms pause at once,
 * for the pauses are long.
 */
class SlowOutputTest extends CopyFixture {
  private static final int BYTES = 16 << 20; // more than any channel holds
  private static final Duration STALL = Duration.ofSeconds(5); // a dozen signs
  private static final Duration PAUSE = STALL.multipliedBy(2);

  private final CountDownLatch goesOn = new CountDownLatch(1);
  private List<Copy> copies = List.of();

  @AfterEach
  void removeChannels() {
    copies.forEach(copy -> copy.transport.remove(copy.channel));
  }

  /** One copy over a channel of its own, in which something pauses. */
  private final class Copy {
    final ChannelUri channel;
    final Transport transport;
    final CountDownLatch paused = new CountDownLatch(1);
    final CompletableFuture<Long> received;
    final CompletableFuture<Long> sent;
    private long written;

    Copy(String scheme, boolean pausesAtLast) {
      channel = ChannelUri.parse(Addresses.of(scheme, directory));
      transport = Transports.of(channel);
      received = start(() -> transport.isConnection() ? acceptCopy(pausesAtLast) : receiveCopy());
      sent = start(() -> transport.isConnection() ? connectCopy() : sendCopy());
    }

    private long receiveCopy() throws IOException {
      try (Receiver receiver = transport.openReceiver(channel, ChannelOptions.DEFAULT)) {
        return new CopyReceiver(receiver, () -> transport.signLife(channel), STALL, false)
            .receive(new Output(true));
      }
    }

    private long sendCopy() throws IOException {
      try (Sender sender = transport.openSender(channel, ChannelOptions.DEFAULT)) {
        return new CopySender(sender, () -> transport.lifeSigns(channel), STALL).send(input());
      }
    }

    private long acceptCopy(boolean pausesAtLast) throws IOException {
      try (Channel ends = transport.accept(channel, ChannelOptions.DEFAULT)) {
        Runnable sign = CopyReceiver.signOver(ends.sender());
        CopyReceiver receiver = new CopyReceiver(ends.receiver(), sign, STALL, false);
        long bytes = receiver.receive(new Output(!pausesAtLast));
        receiver.confirm(this::pause, ends.sender());
        return bytes;
      }
    }

    private long connectCopy() throws IOException {
      try (Channel ends = transport.connect(channel, ChannelOptions.DEFAULT)) {
        CopySender sender = new CopySender(ends.sender(), ends.receiver(), STALL);
        long bytes = sender.send(input());
        sender.awaitConfirmation();
        return bytes;
      }
    }

    private void pause() throws IOException {
      paused.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    boolean isPaused() {
      return paused.getCount() == 0;
    }

    boolean isUnderWay() {
      return !sent.isDone() && !received.isDone();
    }

    void assertWhole() {
      assertThat(sent).as("sent %s", channel).succeedsWithin(PATIENCE).isEqualTo((long) BYTES);
      assertThat(received).as("received %s", channel).succeedsWithin(PATIENCE);
      assertThat(written).as("written %s", channel).isEqualTo(BYTES);
    }

    private final class Output implements WritableByteChannel {
      private final boolean pauses;

      Output(boolean pauses) {
        this.pauses = pauses;
      }

      @Override
      public int write(ByteBuffer buffer) throws IOException {
        if (pauses) {
          pause();
        }
        int count = buffer.remaining();
        buffer.position(buffer.limit());
        written += count;
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    }
  }

  private static ReadableByteChannel input() {
    return Channels.newChannel(new ByteArrayInputStream(bytes(BYTES)));
  }

  @Test
  void shouldWaitForAReceiverWhoseOutputPauses() {
    assertWholeAfterAPause(schemes(), false);
  }

  /** A disk may take its time for the last bytes, after the sender has sent all. */
  @Test
  void shouldWaitForACompletionThatTakesLong() {
    assertWholeAfterAPause(Stream.of("uds", "tcp"), true);
  }

  private void assertWholeAfterAPause(Stream<String> schemes, boolean pausesAtLast) {
    copies = schemes.map(scheme -> new Copy(scheme, pausesAtLast)).toList();
    assertThat(copies).hasSizeGreaterThan(1);
    Awaitility.await().atMost(PATIENCE).until(() -> copies.stream().allMatch(Copy::isPaused));
    Awaitility.await()
        .during(PAUSE)
        .atMost(PAUSE.plus(PATIENCE))
        .until(() -> copies.stream().allMatch(Copy::isUnderWay));
    goesOn.countDown();
    copies.forEach(Copy::assertWhole);
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

  /** What it waits for has come, though nothing has closed. */
  @Test
  void shouldReturnWithTheConfirmationThoughTheReceiverStays() throws Exception {
    use("uds");
    CountDownLatch sent = new CountDownLatch(1);
    CompletableFuture<Long> received =
        start(
            () -> {
              try (Channel ends = transport.accept(uri, ChannelOptions.DEFAULT)) {
                Runnable sign = CopyReceiver.signOver(ends.sender());
                CopyReceiver receiver = new CopyReceiver(ends.receiver(), sign, STALL, false);
                long bytes = receiver.receive(Channels.newChannel(OutputStream.nullOutputStream()));
                receiver.confirm(() -> {}, ends.sender());
                sent.await();
                return bytes;
              }
            });
    try (Channel ends = transport.connect(uri, ChannelOptions.DEFAULT)) {
      CopySender sender = new CopySender(ends.sender(), ends.receiver(), STALL);
      assertThat(sender.send(input())).isEqualTo(BYTES);
      sender.awaitConfirmation();
      assertThat(received.isDone()).isFalse();
    } finally {
      sent.countDown();
    }
    assertThat(received).succeedsWithin(PATIENCE).isEqualTo((long) BYTES);
  }
}
