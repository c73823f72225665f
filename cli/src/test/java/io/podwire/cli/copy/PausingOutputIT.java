package io.podwire.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.PodwireProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy whose receiver writes into a pipeline that pauses for longer than the timeout. */
class PausingOutputIT {
  private static final String TIMEOUT = "3s";
  private static final String PAUSED = "(sleep 8; cat > %s)";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "tcp"})
  void shouldWaitForTheReaderOfTheOutput(String scheme) throws Exception {
    String channel = CopyAddresses.of(scheme, folder);
    String receiver = PodwireProcess.line("receive", channel, "--timeout", TIMEOUT);
    String sender =
        PodwireProcess.line("send", channel, "--timeout", TIMEOUT, "--input", input().toString());
    assertCopied("{ %s | %s; } & %s || exit; wait".formatted(receiver, paused(), sender));
  }

  /** A pipe leads one way and has no file in which a sign of life could stand. */
  @ParameterizedTest
  @ValueSource(strings = "pipe:")
  void shouldWaitOverAPipeToo(String channel) throws Exception {
    String sender =
        PodwireProcess.line("send", channel, "--timeout", TIMEOUT, "--input", input().toString());
    String receiver = PodwireProcess.line("receive", channel, "--timeout", TIMEOUT);
    assertCopied("%s | %s | %s".formatted(sender, receiver, paused()));
  }

  private Path input() throws Exception {
    Path input = folder.resolve("input");
    if (!Files.exists(input)) {
      byte[] bytes = new byte[4 << 20]; // more than channel, pipe and buffers hold
      new Random(1).nextBytes(bytes);
      Files.write(input, bytes);
    }
    return input;
  }

  private String paused() {
    return PAUSED.formatted(folder.resolve("output"));
  }

  private void assertCopied(String line) throws Exception {
    List<String> command = List.of("bash", "-c", "set -o pipefail; " + line);
    try (PodwireProcess both = PodwireProcess.startCommand(folder, command)) {
      assertThat(both.exitCode()).as(both.errText()).isZero();
      assertThat(both.errText()).isEmpty();
    }
    assertThat(Files.mismatch(input(), folder.resolve("output"))).isEqualTo(-1);
  }
}
