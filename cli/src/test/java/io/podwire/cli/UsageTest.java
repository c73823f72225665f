package io.podwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.cli.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "bench",
        "send",
        "receive",
        "compare",
        "doctor",
        "images",
        "exhibit",
        "cluster",
        "cluster run",
        "cluster watch",
        "cluster report",
        "completion"
      })
  void shouldGiveAnExampleWithTheHelpOfEachCommand(String command) {
    CommandRun run = CommandRun.of((command + " --help").split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out()).contains("Example:").containsPattern("\n  .*podwire " + command);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void shouldListAllCommandsInTheHelp() {
    assertThat(CommandRun.of("--help").out())
        .contains("demo", "bench", "send", "receive", "compare", "doctor", "images", "cluster");
  }

  @Test
  void shouldSayItsVersion() {
    assertThat(CommandRun.of("--version").out()).containsPattern("podwire \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void shouldPrintACompletionScriptThatBashAccepts() throws Exception {
    CommandRun run = CommandRun.of("completion");
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.getOutputStream()) {
      in.write(run.out().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    assertThat(run.out()).contains("--pods").contains("--duration");
    assertThat(
            new String(
                bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(bash.waitFor()).isZero();
  }
}
