package io.podwire.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.ChannelTrace;
import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelUri;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files between real processes. */
class FileCopyIT {
  private static final long LARGE_BYTES =
      ByteSize.parse(System.getProperty("podwire.test.large-file", "64MiB"));

  private static final int COPIES = 20;
  private static final Duration AGES = Duration.ofMinutes(10); // forty starts, on a busy machine

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "shm,0,true", "shm,3145729,false", "fifo,1,true", "fifo,3145729,false", "mq,0,false",
    "mq,3145729,true", "sysv,1,false", "sysv,3145729,true", "uds,0,true", "uds,3145729,false",
    "tcp,1,false", "tcp,3145729,true"
  })
  void shouldCopyFilesOfAnyLengthInEitherOrder(String scheme, long bytes, boolean senderFirst)
      throws Exception {
    copy(CopyAddresses.of(scheme, folder), bytes, senderFirst);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "tcp"})
  void shouldCopyLargeFiles(String scheme) throws Exception {
    copy(CopyAddresses.of(scheme, folder), LARGE_BYTES, false);
  }

  private void copy(String channel, long bytes, boolean senderFirst) throws Exception {
    Path input = file(bytes);
    Path output = folder.resolve("output");
    String[] send = {"send", channel, "--input", input.toString()};
    String[] receive = {"receive", channel, "--output", output.toString()};
    try (PodwireProcess first = PodwireProcess.start(folder, senderFirst ? send : receive);
        PodwireProcess second = PodwireProcess.start(folder, senderFirst ? receive : send)) {
      assertThat(first.exitCode()).as(first.errText()).isEqualTo(ExitCode.FINE);
      assertThat(second.exitCode()).as(second.errText()).isEqualTo(ExitCode.FINE);
    }
    assertThat(Files.mismatch(input, output)).isEqualTo(-1);
    assertThat(folder.resolve("copy.ring")).doesNotExist();
    assertThat(folder.resolve("copy.fifo")).doesNotExist();
    assertThat(folder.resolve("copy.key")).doesNotExist();
    assertThat(folder.resolve("copy.sock")).doesNotExist();
  }

  private Path file(long bytes) throws IOException {
    Path file = folder.resolve("input");
    byte[] block = new byte[1 << 16];
    Random random = new Random(bytes);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = bytes; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return file;
  }

  @Test
  void shouldCopyThroughAShellPipeline() throws Exception {
    Path input = file(100_000);
    Path output = folder.resolve("output");
    String channel = CopyAddresses.of("uds", folder);
    try (PodwireProcess receiver = PodwireProcess.start(folder, "receive", channel);
        PodwireProcess sender =
            PodwireProcess.start(folder, Redirect.from(input.toFile()), "send", channel)) {
      assertThat(sender.exitCode()).as(sender.errText()).isZero();
      assertThat(receiver.exitCode()).as(receiver.errText()).isZero();
      Files.copy(receiver.out(), output);
    }
    assertThat(Files.mismatch(input, output)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldEndTheReceiverWhenTheSenderIsKilled(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    Path output = folder.resolve("output");
    Path silent = silentInput();
    try (PodwireProcess receiver =
            PodwireProcess.start(folder, "receive", channel, "--output", output.toString());
        PodwireProcess sender =
            PodwireProcess.start(folder, "send", channel, "--input", silent.toString());
        OutputStream feed = Files.newOutputStream(silent)) {
      feed.write(new byte[5000]);
      feed.flush();
      Path part = Path.of(output + ".part");
      Awaitility.await().until(() -> Files.exists(part) && Files.size(part) == 5000);
      sender.kill();
      assertFailedSoonInOneLine(receiver);
    }
    assertThat(output).doesNotExist();
    assertThat(ChannelTrace.exists(ChannelUri.parse(channel))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldEndTheSenderWhenTheReceiverIsKilled(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    Path output = folder.resolve("output");
    Path silent = silentInput();
    try (PodwireProcess receiver =
            PodwireProcess.start(folder, "receive", channel, "--output", output.toString());
        PodwireProcess sender =
            PodwireProcess.start(folder, "send", channel, "--input", silent.toString());
        OutputStream feed = Files.newOutputStream(silent)) {
      feed.write(new byte[5000]);
      feed.flush();
      Path part = Path.of(output + ".part");
      Awaitility.await().until(() -> Files.exists(part) && Files.size(part) == 5000);
      receiver.kill();
      assertFailedSoonInOneLine(sender);
    }
    assertThat(ChannelTrace.exists(ChannelUri.parse(channel))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldNotReportSuccessWhenTheReceiverDiesBeforeItTookTheLastBytes(String scheme)
      throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    Path output = folder.resolve("output");
    Path silent = silentInput();
    try (PodwireProcess receiver =
            PodwireProcess.start(folder, "receive", channel, "--output", output.toString());
        PodwireProcess sender =
            PodwireProcess.start(folder, "send", channel, "--input", silent.toString())) {
      try (OutputStream feed = Files.newOutputStream(silent)) {
        feed.write(new byte[5000]);
        feed.flush();
        Path part = Path.of(output + ".part");
        Awaitility.await().until(() -> Files.exists(part) && Files.size(part) == 5000);
        receiver.stop();
        feed.write(new byte[5000]);
      }
      Awaitility.await()
          .during(Duration.ofSeconds(1)) // it has long sent all and must not think it taken
          .atMost(Duration.ofSeconds(20))
          .until(sender::isAlive);
      receiver.kill();
      assertFailedSoonInOneLine(sender);
    }
    assertThat(output).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldCopyAgainAndAgainOverTheSameAddress(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    Path input = file(100_000);
    String copies = folder.resolve("copy-").toString();
    try (PodwireProcess senders =
            PodwireProcess.repeat(
                COPIES, folder, "send", channel, "--input", input.toString(), "--quiet");
        PodwireProcess receivers =
            PodwireProcess.repeat(
                COPIES, folder, "receive", channel, "--output", copies + "$i", "--quiet")) {
      assertThat(senders.exitCode(AGES)).as(senders.errText()).isEqualTo(ExitCode.FINE);
      assertThat(receivers.exitCode(AGES)).as(receivers.errText()).isEqualTo(ExitCode.FINE);
    }
    for (int i = 1; i <= COPIES; i++) {
      assertThat(Files.mismatch(input, Path.of(copies + i))).as("copy %d", i).isEqualTo(-1);
    }
    assertThat(folder.resolve("copy.ring")).doesNotExist();
  }

  /** A pipe that the sender waits on, with all sent and the end not in sight. */
  private Path silentInput() throws Exception {
    Path silent = folder.resolve("silent.fifo");
    assertThat(new ProcessBuilder("mkfifo", silent.toString()).start().waitFor()).isZero();
    return silent;
  }

  /** The promise is two seconds; a busy machine is given more. */
  private static void assertFailedSoonInOneLine(PodwireProcess end) throws InterruptedException {
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !end.isAlive());
    assertThat(end.exitCode()).as(end.errText()).isEqualTo(ExitCode.FAILED);
    assertThat(end.errText().lines()).hasSize(1).first().asString().startsWith("podwire: ");
  }

  @ParameterizedTest
  @MethodSource("io.podwire.cli.PodwireProcess#endingSignals")
  void shouldCleanUpWhenInterrupted(String signal, int exitCode) throws Exception {
    String channel = CopyAddresses.of("shm", folder);
    Path output = folder.resolve("output");
    try (PodwireProcess receiver =
        PodwireProcess.start(folder, "receive", channel, "--output", output.toString())) {
      Awaitility.await().until(() -> Files.exists(folder.resolve("copy.ring")));
      receiver.signal(signal);
      assertThat(receiver.exitCode()).isEqualTo(exitCode);
      assertThat(receiver.errText()).isEmpty();
    }
    assertThat(folder.resolve("copy.ring")).doesNotExist();
    assertThat(Path.of(output + ".part")).doesNotExist();
  }

  @Test
  void shouldSayWhenTheVolumeIsFull() throws Exception {
    String channel = CopyAddresses.of("uds", folder);
    Path input = file(100_000);
    try (PodwireProcess receiver =
            PodwireProcess.start(folder, "receive", channel, "--output", "/dev/full");
        PodwireProcess sender =
            PodwireProcess.start(folder, "send", channel, "--input", input.toString())) {
      assertThat(receiver.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(receiver.errText().lines()).hasSize(1);
      assertThat(receiver.errText()).contains("No space left on device");
      sender.exitCode();
    }
  }
}
