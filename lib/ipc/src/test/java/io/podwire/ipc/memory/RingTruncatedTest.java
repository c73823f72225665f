package io.podwire.ipc.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.podwire.ipc.ChannelException.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file that is truncated under open ends is a typed error of the method that meets it, in
 * whatever way that was compiled, stays one, and leaves nothing behind when the ends close.
 */
@Timeout(120)
class RingTruncatedTest {
  private static final String RAW = "RAW";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"-Xint, 10", "-XX:TieredStopAtLevel=1, 30000", "-XX:-TieredCompilation, 30000"})
  void shouldSayCorruptInEveryMethodAndFreeEverything(String mode, int callsBefore)
      throws Exception {
    List<String> lines = run(TruncationProgram.class, mode, callsBefore);
    assertThat(lines).hasSize(40);
    assertThat(lines).noneMatch(line -> line.contains(RAW));
    assertThat(lines).allSatisfy(line -> assertThat(line).endsWith("| fine | left nothing"));
    for (String call : List.of("offer", "send", "claim and commit", "poll", "receive")) {
      assertMet(lines, call, RingFile.DATA);
    }
    for (String call : List.of("offer and flush", "flush", "isDrained", "poll", "receive")) {
      assertMet(lines, call, RingFile.CURSOR);
    }
  }

  /** At once, and again when the file has its length back. */
  private static void assertMet(List<String> lines, String call, RingFile file) {
    String name = file == RingFile.DATA ? "data" : "cursor";
    assertThat(lines)
        .filteredOn(line -> line.matches("\\w+ " + call + ", " + file + ": .*"))
        .hasSize(2)
        .allSatisfy(
            line ->
                assertThat(line.split(" \\| "))
                    .satisfies(
                        parts -> {
                          assertThat(parts[0])
                              .contains("CORRUPT", "truncated", name + " has 0 bytes");
                          assertThat(parts[1]).startsWith("CORRUPT");
                        }));
  }

  @ParameterizedTest
  @CsvSource({"-Xint, 10", "-XX:TieredStopAtLevel=1, 30000", "-XX:-TieredCompilation, 30000"})
  void shouldSayCorruptWhereASystemCallFollowsTheAccess(String mode, int callsBefore)
      throws Exception {
    assertThat(run(PendingFaultProgram.class, mode, callsBefore))
        .containsExactly("flush: CORRUPT", "poll: CORRUPT");
  }

  private List<String> run(Class<?> program, String mode, int callsBefore) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                mode,
                "-Xbatch",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                directory.toString(),
                Integer.toString(callsBefore))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader()) {
      List<String> lines = new ArrayList<>(output.readAllLines());
      assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isZero();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldSayCorruptWhereAnEndIsOpenedOnATruncatedFile() {
    try (Ring ring = Ring.open(directory, "?capacity=8KiB")) {
      Forgery.cursor(directory).truncate(16);
      RingForgedTest.assertKind(
          catchThrowable(() -> Ring.TRANSPORT.prepare(ring.uri, false)), Kind.CORRUPT);
    }
  }
}
