package io.podwire.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.ChannelTrace;
import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.ipc.ChannelUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an end of a copy does while the other has not come. */
class WaitingEndIT {
  private static final Pattern LISTENING =
      Pattern.compile("podwire: listening on (tcp://127\\.0\\.0\\.1:\\d+)\n");

  @TempDir Path folder;
  private Path input;
  private Path output;
  private Path place;

  @BeforeEach
  void makeFiles() throws Exception {
    input = Files.write(folder.resolve("input"), new byte[300_000]);
    output = folder.resolve("output");
    place = Files.createDirectory(folder.resolve("place"));
  }

  @ParameterizedTest
  @CsvSource({
    "receive,shm",
    "receive,fifo",
    "receive,mq",
    "receive,sysv",
    "receive,uds",
    "send,shm",
    "send,fifo",
    "send,mq",
    "send,sysv"
  })
  void shouldLeaveNothingWhenEndedBySigterm(String command, String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, place);
    try (PodwireProcess end = start(command, channel)) {
      awaitChannel(channel);
      end.signal("TERM");
      assertThat(end.exitCode()).isEqualTo(PodwireProcess.ENDED_BY_SIGTERM);
      assertThat(end.errText()).isEmpty();
    }
    assertThat(place).isEmptyDirectory();
    assertThat(ChannelTrace.exists(ChannelUri.parse(channel))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv"})
  void shouldRefuseASecondReceiver(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, place);
    try (PodwireProcess receiver = start("receive", channel)) {
      awaitChannel(channel);
      try (PodwireProcess second =
          PodwireProcess.start(folder, "receive", channel, "--output", output + ".2")) {
        assertThat(second.exitCode(Duration.ofSeconds(20))).isEqualTo(ExitCode.FAILED);
        assertThat(second.errText().lines())
            .singleElement()
            .asString()
            .startsWith("podwire: " + channel)
            .contains("another live process holds this side");
      }
      try (PodwireProcess sender = start("send", channel)) {
        assertThat(sender.exitCode()).as(sender.errText()).isEqualTo(ExitCode.FINE);
        assertThat(receiver.exitCode()).as(receiver.errText()).isEqualTo(ExitCode.FINE);
      }
    }
    assertThat(Files.mismatch(input, output)).isEqualTo(-1);
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void shouldSayWhichPortTheKernelHasGiven() throws Exception {
    try (PodwireProcess receiver = start("receive", "tcp://127.0.0.1:0")) {
      Awaitility.await().until(() -> receiver.errText().endsWith("\n"));
      Matcher listening = LISTENING.matcher(receiver.errText());
      assertThat(listening.matches()).as(receiver.errText()).isTrue();
      try (PodwireProcess sender = start("send", listening.group(1))) {
        assertThat(sender.exitCode()).as(sender.errText()).isEqualTo(ExitCode.FINE);
        assertThat(receiver.exitCode()).as(receiver.errText()).isEqualTo(ExitCode.FINE);
      }
    }
    assertThat(Files.mismatch(input, output)).isEqualTo(-1);
  }

  private PodwireProcess start(String command, String channel) throws Exception {
    return command.equals("send")
        ? PodwireProcess.start(folder, "send", channel, "--input", input.toString())
        : PodwireProcess.start(folder, "receive", channel, "--output", output.toString());
  }

  private static void awaitChannel(String channel) {
    ChannelUri uri = ChannelUri.parse(channel);
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ChannelTrace.exists(uri));
  }
}
