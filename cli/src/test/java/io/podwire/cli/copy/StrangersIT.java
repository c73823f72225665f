package io.podwire.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.ipc.ChannelUri;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who connects to a receiver and is no sender of a copy. */
class StrangersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<SocketChannel> strangers = new ArrayList<>();

  @AfterEach
  void closeStrangers() throws IOException {
    for (SocketChannel stranger : strangers) {
      stranger.close();
    }
  }

  private PodwireProcess receive(String channel, String timeout) throws IOException {
    return PodwireProcess.start(
        folder,
        "receive",
        channel,
        "--output",
        folder.resolve("output").toString(),
        "--timeout",
        timeout);
  }

  private Path input() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    return Files.write(folder.resolve("input"), bytes);
  }

  private void assertCopies(PodwireProcess receiver, String channel) throws Exception {
    assertThat(receiver.isAlive()).as(receiver.errText()).isTrue();
    Path input = input();
    try (PodwireProcess sender =
        PodwireProcess.start(folder, "send", channel, "--input", input.toString())) {
      assertThat(sender.exitCode()).as(sender.errText()).isEqualTo(ExitCode.FINE);
    }
    assertThat(receiver.exitCode()).as(receiver.errText()).isEqualTo(ExitCode.FINE);
    assertThat(Files.mismatch(input, folder.resolve("output"))).isEqualTo(-1);
  }

  private SocketChannel stranger(String channel) {
    ChannelUri uri = ChannelUri.parse(channel);
    String address = uri.address();
    SocketAddress target =
        uri.scheme().equals("uds")
            ? UnixDomainSocketAddress.of(address)
            : new InetSocketAddress(
                "127.0.0.1", Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    SocketChannel stranger =
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .until(() -> SocketChannel.open(target), c -> true);
    strangers.add(stranger);
    return stranger;
  }

  private static void send(SocketChannel stranger, byte[] bytes) throws IOException {
    stranger.write(ByteBuffer.wrap(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldListenUntilACopyHasBegun(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    try (PodwireProcess receiver = receive(channel, "60s")) {
      for (int i = 0; i < 12; i++) {
        stranger(channel); // and not a word
      }
      stranger(channel).close();
      SocketChannel reset = stranger(channel);
      if (scheme.equals("tcp")) {
        reset.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      reset.close();
      send(stranger(channel), "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] noise = new byte[3000];
      new Random(2).nextBytes(noise);
      send(stranger(channel), noise);
      send(stranger(channel), new byte[] {32, 0, 0, 0, 1, 2, 3});
      send(stranger(channel), new byte[36]);
      send(stranger(channel), new byte[] {0, 0, 0, 1, 1});
      assertCopies(receiver, channel);
    }
  }

  @Test
  void shouldWaitForTheNextWriterOfAFifo() throws Exception {
    String channel = CopyAddresses.of("fifo", folder);
    Path fifo = folder.resolve("copy.fifo");
    byte[] noise = new byte[3000];
    new Random(2).nextBytes(noise);
    noise[3] = -1;
    try (PodwireProcess receiver = receive(channel, "60s")) {
      for (byte[] bytes : List.of(new byte[0], noise, new byte[] {9, 0, 0, 0, 1}, new byte[36])) {
        await().atMost(PATIENCE).until(() -> Files.exists(fifo));
        try (FileChannel writer = FileChannel.open(fifo, StandardOpenOption.WRITE)) {
          writer.write(ByteBuffer.wrap(bytes));
        }
      }
      assertCopies(receiver, channel);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"uds", "tcp"})
  void shouldGiveUpAtTheTimeoutWhoeverIsConnected(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    try (PodwireProcess receiver = receive(channel, "3s")) {
      stranger(channel);
      assertThat(receiver.exitCode(PATIENCE)).isEqualTo(ExitCode.FAILED);
      assertThat(receiver.errText()).contains("no copy began within 3 s");
    }
    assertThat(folder.resolve("copy.sock")).doesNotExist();
    assertThat(folder.resolve("output")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldGiveUpASenderThatFallsSilent(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    Path silent = folder.resolve("silent.fifo");
    assertThat(new ProcessBuilder("mkfifo", silent.toString()).start().waitFor()).isZero();
    try (PodwireProcess receiver = receive(channel, "5s");
        PodwireProcess sender =
            PodwireProcess.start(folder, "send", channel, "--input", silent.toString());
        FileChannel feed = FileChannel.open(silent, StandardOpenOption.WRITE)) {
      feed.write(ByteBuffer.wrap(new byte[5000]));
      Path part = folder.resolve("output.part");
      await().atMost(PATIENCE).until(() -> Files.exists(part) && Files.size(part) == 5000);
      await()
          .during(Duration.ofSeconds(7)) // its input is silent, and it says that it lives
          .atMost(PATIENCE)
          .until(receiver::isAlive);
      sender.stop();
      assertThat(receiver.exitCode(PATIENCE)).as(receiver.errText()).isEqualTo(ExitCode.FAILED);
      assertThat(receiver.errText()).contains("waited 5 s for the rest of the copy in vain");
    }
    assertThat(folder.resolve("output")).doesNotExist();
  }
}
