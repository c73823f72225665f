package io.podwire.lab.copy;

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
import io.podwire.lab.integrity.DataLossException;
import io.podwire.lab.workload.Addresses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class CopyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private ChannelUri uri = ChannelUri.parse("shm:/nowhere");
  private Transport transport = Transports.of(uri);

  static Stream<Arguments> everyLengthOverEveryMechanism() {
    return Addresses.schemes()
        .flatMap(scheme -> Stream.of(0, 1, 1 << 20).map(length -> Arguments.of(scheme, length)));
  }

  static Stream<String> schemes() {
    return Addresses.schemes();
  }

  private void use(String scheme) {
    uri = ChannelUri.parse(Addresses.of(scheme, directory));
    transport = Transports.of(uri);
  }

  @AfterEach
  void removeChannel() {
    transport.remove(uri);
  }

  @ParameterizedTest
  @MethodSource("everyLengthOverEveryMechanism")
  void shouldCopyAFile(String scheme, int length) throws IOException {
    use(scheme);
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path from = Files.write(directory.resolve("from"), bytes);
    Path to = directory.resolve("to");
    CompletableFuture<Long> received = start(() -> receive(to));
    CompletableFuture<Long> sent = start(() -> send(FileChannel.open(from)));
    assertThat(sent.join()).isEqualTo(length);
    assertThat(received.join()).isEqualTo(length);
    assertThat(to).hasSameBinaryContentAs(from);
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void shouldFailWhenTheSenderEndsBeforeTheCopy(String scheme) {
    use(scheme);
    CompletableFuture<Long> received = start(() -> receive(directory.resolve("to")));
    try (Sender sender = open()) {
      begin(sender, 1);
      data(sender, 1, 0, 100);
    }
    assertThatThrownBy(received::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ChannelException.class,
            e -> assertThat(e.kind()).isEqualTo(ChannelException.Kind.PEER_GONE))
        .hasMessageContaining("100 bytes came");
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
      assertThatThrownBy(sent::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              ChannelException.class,
              e ->
                  assertThat(e.kind()).as(e.toString()).isEqualTo(ChannelException.Kind.PEER_GONE));
    }
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
      CopyReceiver receiver = new CopyReceiver(channel.receiver(), PATIENCE);
      long bytes = receiver.receive(Channels.newChannel(new ByteArrayOutputStream()));
      if (confirm) {
        receiver.confirm(channel.sender());
      }
      return bytes;
    }
  }

  private long sendOverConnection() throws IOException {
    try (Channel channel = transport.connect(uri, ChannelOptions.DEFAULT)) {
      CopySender sender = new CopySender(channel.sender(), PATIENCE);
      long bytes = sender.send(Channels.newChannel(new ByteArrayInputStream(bytes(10))));
      sender.awaitConfirmation(channel.receiver());
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
      assertThatThrownBy(() -> new CopyReceiver(receiver, PATIENCE).receive(full))
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
      return new CopyReceiver(receiver, PATIENCE).receive(Channels.newChannel(copy));
    }
  }

  private Sender open() {
    return transport.openSender(uri, ChannelOptions.DEFAULT);
  }

  private long send(java.nio.channels.ReadableByteChannel input) throws IOException {
    try (input;
        Sender sender = open()) {
      return new CopySender(sender, PATIENCE).send(input);
    }
  }

  private long receive(Path file) throws IOException {
    try (Receiver receiver = transport.openReceiver(uri, ChannelOptions.DEFAULT);
        FileChannel output =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      return new CopyReceiver(receiver, PATIENCE).receive(output);
    }
  }

  private static void begin(Sender sender, long id) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.BEGIN_BYTES]);
    CopyFrame.putBegin(frame, 0, id);
    put(sender, frame);
  }

  private static void data(Sender sender, long id, long number, int length) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.HEADER_BYTES + length]);
    CopyFrame.putHeader(frame, 0, CopyFrame.header(CopyFrame.DATA, id, number));
    MemorySegment.copy(
        MemorySegment.ofArray(bytes(length)), 0, frame, CopyFrame.HEADER_BYTES, length);
    put(sender, frame);
  }

  private static void end(Sender sender, long id, long number, long length, long checksum) {
    MemorySegment frame = MemorySegment.ofArray(new byte[CopyFrame.END_BYTES]);
    CopyFrame.putEnd(frame, id, number, length, checksum);
    put(sender, frame);
  }

  private static void put(Sender sender, MemorySegment frame) {
    assertThat(sender.offer(frame)).isTrue();
    assertThat(sender.flush(System.nanoTime() + PATIENCE.toNanos())).isTrue();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(5).nextBytes(bytes);
    return bytes;
  }

  private static long checksum(int length) {
    java.util.zip.CRC32C checksum = new java.util.zip.CRC32C();
    checksum.update(ByteBuffer.wrap(bytes(length)));
    return checksum.getValue();
  }

  private static <T> CompletableFuture<T> start(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable t) {
                result.completeExceptionally(t);
              }
            });
    return result.orTimeout(40, TimeUnit.SECONDS);
  }
}
