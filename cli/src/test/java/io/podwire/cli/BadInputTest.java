package io.podwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.console.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only trying shows: exit 1 and one line, and nothing left or changed. */
class BadInputTest {
  @TempDir Path folder;

  private static void assertFailedInOneLine(CommandRun run) {
    assertThat(run.errLines()).hasSize(1).first().asString().startsWith("podwire: ");
    assertThat(run.err()).doesNotContain("\tat ").contains("; ");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "sysv", "uds"})
  void shouldRefuseAForeignFile(String scheme) throws IOException {
    Path foreign = Files.writeString(folder.resolve("letter"), "dear reader");

    assertFailedInOneLine(CommandRun.of("receive", scheme + ":" + foreign, "--timeout", "1s"));
    assertFailedInOneLine(CommandRun.of("bench", scheme + ":" + foreign, "--timeout", "20s"));

    assertThat(foreign).hasContent("dear reader");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "sysv", "uds"})
  void shouldRefuseADirectoryThatIsNotPodwires(String scheme) throws IOException {
    Path letter = Files.writeString(folder.resolve("letter"), "dear reader");

    assertFailedInOneLine(CommandRun.of("receive", scheme + ":" + folder, "--timeout", "1s"));

    assertThat(letter).hasContent("dear reader");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "sysv", "uds"})
  void shouldRefuseAPathInADirectoryThatIsNotThere(String scheme) {
    assertFailedInOneLine(
        CommandRun.of("receive", scheme + ":" + folder.resolve("no/x"), "--timeout", "1s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm", "fifo", "mq", "sysv", "uds", "tcp"})
  void shouldNotWaitForeverForAPeer(String scheme) throws IOException {
    String channel =
        switch (scheme) {
          case "tcp" -> "tcp://127.0.0.1:" + freePort();
          case "mq" -> "mq:/podwire-bad-input?locks=" + folder;
          default -> scheme + ":" + folder.resolve("x");
        };

    assertFailedInOneLine(
        CommandRun.of("send", channel, "--input", "/dev/null", "--timeout", "300ms"));
    assertFailedInOneLine(
        CommandRun.of("receive", channel, "--output", "/dev/null", "--timeout", "300ms"));

    assertThat(folder.resolve("x")).doesNotExist();
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  @Test
  void shouldSayThatAPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String channel = "tcp://127.0.0.1:" + taken.getLocalPort();
      assertFailedInOneLine(CommandRun.of("receive", channel, "--timeout", "1s"));
      assertFailedInOneLine(CommandRun.of("bench", channel, "--timeout", "2s"));
    }
  }

  @Test
  void shouldSayThatAFileIsMissing() {
    CommandRun run = CommandRun.of("send", "shm:/tmp/x", "--input", "/no/such/file");

    assertThat(run.errLines()).containsExactly("podwire: /no/such/file: no such file or directory");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(CommandRun.of("compare", "/no/base.json", "/no/new.json").errLines()).hasSize(1);
  }

  @Test
  void shouldRefuseAnOutputThatCannotBeWrittenBeforeTheRun() {
    assertFailedInOneLine(
        CommandRun.of("bench", "shm:" + folder.resolve("x"), "--output", folder.toString()));
    assertFailedInOneLine(
        CommandRun.of("receive", "shm:" + folder.resolve("x"), "--output", folder + "/no/file"));
  }
}
