package io.podwire.cli.copy;

import static io.podwire.cli.copy.SingleFrames.begin;
import static io.podwire.cli.copy.SingleFrames.bytes;
import static io.podwire.cli.copy.SingleFrames.checksum;
import static io.podwire.cli.copy.SingleFrames.data;
import static io.podwire.cli.copy.SingleFrames.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.lab.integrity.DataLossException;
import io.podwire.lab.workload.Addresses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTest extends CopyFixture {
  static Stream<Arguments> everyLengthOverEveryMechanism() {
    return Addresses.schemes()
        .flatMap(scheme -> Stream.of(0, 1, 1 << 20).map(length -> Arguments.of(scheme, length)));
  }

  @ParameterizedTest
  @MethodSource("everyLengthOverEveryMechanism")
  void shouldCopyAFile(String scheme, int length) throws IOException {
    use(scheme);
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path from = Files.write(directory.resolve("from"), bytes);
    Path to = directory.resolve("to");
    CompletableFuture<Long> received =
        start(
            () ->
                receive(FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
    CompletableFuture<Long> sent = start(() -> send(FileChannel.open(from)));
    assertThat(sent.join()).isEqualTo(length);
    assertThat(received.join()).isEqualTo(length);
    assertThat(to).hasSameBinaryContentAs(from);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldBeToldThatTheCopyIsComplete(String scheme) {
    use(scheme);
    CompletableFuture<Long> received = start(() -> receiveOverConnection(true));
    CompletableFuture<Long> sent = start(this::sendOverConnection);
    assertThat(sent.join()).isEqualTo(10);
    assertThat(received.join()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldFailWhenTheReceiverHasTakenAllAndGoesWithoutAWord(String scheme) {
    use(scheme);
    CompletableFuture<Long> received = start(() -> receiveOverConnection(false));
    CompletableFuture<Long> sent = start(this::sendOverConnection);
    assertThat(received.join()).isEqualTo(10);
    assertThatThrownBy(sent::join)
        .cause()
        .isInstanceOfSatisfying(
            ChannelException.class,
            e -> assertThat(e.kind()).isEqualTo(ChannelException.Kind.PEER_GONE))
        .hasMessageContaining("before it said that the copy is complete");
  }

  private long receiveOverConnection(boolean confirm) throws IOException {
    try (Channel channel = transport.accept(uri, ChannelOptions.DEFAULT)) {
      CopyReceiver receiver =
          new CopyReceiver(
              channel.receiver(), CopyReceiver.signOver(channel.sender()), PATIENCE, false);
      long bytes = receiver.receive(Channels.newChannel(new ByteArrayOutputStream()));
      if (confirm) {
        receiver.confirm(() -> {}, channel.sender());
      }
      return bytes;
    }
  }

  private long sendOverConnection() throws IOException {
    try (Channel channel = transport.connect(uri, ChannelOptions.DEFAULT)) {
      CopySender sender = new CopySender(channel.sender(), channel.receiver(), PATIENCE);
      long bytes = sender.send(Channels.newChannel(new ByteArrayInputStream(bytes(10))));
      sender.awaitConfirmation();
      return bytes;
    }
  }

  @Test
  void shouldDropWhatPrecedesABegin() throws IOException {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    assertThat(
            receiveFrom(
                copy,
                sender -> {
                  data(sender, 7, 5, 33);
                  begin(sender, 1);
                  data(sender, 1, 0, 10);
                  end(sender, 1, 1, 10, checksum(10));
                }))
        .isEqualTo(10);
    assertThat(copy.toByteArray()).isEqualTo(bytes(10));
  }

  @Test
  void shouldRefuseASecondBegin() {
    assertLoss(
        "another copy began",
        sender -> {
          begin(sender, 1);
          data(sender, 1, 0, 10);
          begin(sender, 2);
        });
  }

  @Test
  void shouldRefuseAGap() {
    assertLoss(
        "does not follow",
        sender -> {
          begin(sender, 1);
          data(sender, 1, 1, 10);
        });
  }

  @Test
  void shouldRefuseAChunkOfAnotherCopy() {
    assertLoss(
        "does not follow",
        sender -> {
          begin(sender, 1);
          data(sender, 2, 0, 10);
        });
  }

  @Test
  void shouldRefuseAnotherLength() {
    assertLoss(
        "10 bytes came of 11",
        sender -> {
          begin(sender, 1);
          data(sender, 1, 0, 10);
          end(sender, 1, 1, 11, checksum(10));
        });
  }

  @Test
  void shouldRefuseAnotherChecksum() {
    assertLoss(
        "checksum",
        sender -> {
          begin(sender, 1);
          data(sender, 1, 0, 10);
          end(sender, 1, 1, 10, checksum(10) ^ 1);
        });
  }

  @Test
  void shouldPassOnThatTheOutputFails() {
    WritableByteChannel full =
        Channels.newChannel(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("No space left on device");
              }
            });
    use("shm");
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT);
        Sender sender = open()) {
      begin(sender, 1);
      data(sender, 1, 0, 10);
      assertThatThrownBy(() -> receiver(receiver, PATIENCE, false).receive(full))
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  private interface Script {
    void play(Sender sender);
  }

  private void assertLoss(String words, Script script) {
    assertThatThrownBy(() -> receiveFrom(new ByteArrayOutputStream(), script))
        .isInstanceOf(DataLossException.class)
        .hasMessageContaining(words);
  }

  private long receiveFrom(ByteArrayOutputStream copy, Script script) throws IOException {
    use("shm");
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT);
        Sender sender = open()) {
      script.play(sender);
      return receiver(receiver, PATIENCE, false).receive(Channels.newChannel(copy));
    }
  }
}
