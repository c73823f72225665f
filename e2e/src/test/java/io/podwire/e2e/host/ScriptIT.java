package io.podwire.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.e2e.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code podwire} in the environments that users have. */
@Timeout(120)
class ScriptIT {
  private static final int TIMEOUT_SECONDS = 60;
  private static final List<String> PARTS =
      List.of(".mvn", "lib", "producer", "consumer", "sidecar", "cli");

  @TempDir Path folder;

  private Command run(String line) throws IOException {
    return run(home("checkout"), line);
  }

  /** Runs a shell line in the folder; {@code $P} in it is the script of {@code home}. */
  private Command run(Path home, String line) throws IOException {
    Path script = folder.resolve("line.sh"); // in UTF-8, whatever arguments are written in
    Files.writeString(script, "cd '%s'\nP='%s/podwire'\n%s\n".formatted(folder, home, line));
    return Command.run(List.of("sh", script.toString()), Map.of(), TIMEOUT_SECONDS);
  }

  /** A folder whose script takes what is built here as new, so that it does not build. */
  private Path home(String name) throws IOException {
    Path home = folder.resolve(name);
    if (Files.exists(home)) {
      return home;
    }
    Files.createDirectories(home.resolve("target"));
    Files.createFile(home.resolve("target/podwire.built"));
    for (String part : PARTS) {
      Files.createSymbolicLink(home.resolve(part), Chart.ROOT.resolve(part));
    }
    Files.copy(
        Chart.ROOT.resolve("podwire"), home.resolve("podwire"), StandardCopyOption.COPY_ATTRIBUTES);
    return home;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env -u HOME $P --version",
        "HOME= $P --version",
        "LC_ALL=C $P --version",
        "LC_ALL=tr_TR.UTF-8 LANG=ar_EG.UTF-8 $P --version",
        "JAVA_TOOL_OPTIONS=-XX:+UseG1GC $P --version",
        "JDK_JAVA_OPTIONS=-XX:+UseParallelGC $P --version",
        "cd / && $P --version",
      })
  void shouldStartAnywhere(String line) throws Exception {
    Command ran = run(line);
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(ran.out()).startsWith("podwire ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"café", "two words", "percent%20"})
  void shouldStartFromAFolderOfAnyName(String name) throws Exception {
    Path home = home(name);
    Command ran = run(home, "LC_ALL=C \"$P\" bench pipe: --duration 30ms --rounds 1 --quiet");
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void shouldSayThatAPathWithAColonCannotBe() throws Exception {
    Command ran = run(home("a:b"), "\"$P\" --version");
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).contains("/a:b contains ':'", "move this folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$P --version",
        "$P --help",
        "$P bench --help",
        "$P bench pipe: --duration 30ms --rounds 1 --quiet --format json",
        "$P exhibit --quiet pipe-blocks",
        "$P completion",
      })
  void shouldFailWhereStdoutIsFull(String line) throws Exception {
    assertLost(run(line + " > /dev/full"), "No space left on device");
    assertLost(run(line + " >&-"), "stdout is closed");
  }

  private static void assertLost(Command ran, String why) {
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).startsWith("podwire: stdout").contains(why);
  }

  @Test
  void shouldSayNothingWhereTheReaderHasSeenEnough() throws Exception {
    Command ran = run("{ $P bench --help; echo $? >code; } | true; cat code");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().strip()).isEqualTo("1");
  }

  @Test
  void shouldSendNothingFromAStdinThatIsClosed() throws Exception {
    Command ran = run("$P send fifo:$PWD/f 0<&-");
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("podwire: stdin is closed; name a file with --input, or open stdin\n");
    assertThat(folder.resolve("f")).doesNotExist();
  }

  @Test
  void shouldCopyFromStdinToStdoutByTheirUsualName() throws Exception {
    Command ran =
        run("$P receive fifo:$PWD/f --output - & printf abc | $P send fifo:$PWD/f --input -; wait");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("abc");
    assertThat(List.of("-", "-.part")).noneMatch(name -> Files.exists(folder.resolve(name)));
  }

  @Test
  void shouldShowExhibitsWhateverOptionsAllJvmsHave() throws Exception {
    Command ran = run("JAVA_TOOL_OPTIONS=-Dx=y $P exhibit --quiet pipe-blocks pipe-has-a-capacity");
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(ran.out()).doesNotContain("[contradicted]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shm:r", "fifo:my channel", "uds:s", "sysv:q"})
  void shouldCopyInAFolderThatTheLocaleHasNoLettersFor(String channel) throws Exception {
    Command ran =
        run(
            "mkdir é; cd é; export LC_ALL=C\n"
                + "C='%s'; $P receive \"$C\" & printf abc | $P send \"$C\"; wait $!"
                    .formatted(channel));
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(ran.out()).isEqualTo("abc");
    assertThat(folder.resolve("é")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shm:$PWD/r",
        "fifo:$PWD/f",
        "mq:/podwire-script-$$?locks=$PWD",
        "sysv:$PWD/q",
        "uds:$PWD/s",
        "tcp://127.0.0.1:17409"
      })
  void shouldWorkWhereDigitsAreOthers(String channel) throws Exception {
    Command ran =
        run(
            "export JAVA_TOOL_OPTIONS='-Duser.language=fa -Duser.country=IR'\n"
                + "C=\"%s\"; $P receive $C & printf abc | $P send $C; wait $!".formatted(channel));
    assertThat(ran.exit()).as(ran.toString()).isZero();
    assertThat(ran.out()).isEqualTo("abc");
  }
}
