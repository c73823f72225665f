package io.podwire.bench.races;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.openjdk.jcstress.Main;

/**
 * Runs jcstress once, in a process of its own, over all races of this package. The quick mode takes
 * about a minute; {@code -Dpodwire.races.mode=default} (or {@code tough}, {@code stress}) takes
 * jcstress's own times and all its configurations of the JVM.
 */
class RacesIT {
  private static final String MODE = System.getProperty("podwire.races.mode", "quick");
  private static final long QUICK_MINUTES = 10; // on a machine that does much else
  private static final long FULL_HOURS = 24;

  /** One configuration, and few iterations. */
  private static final List<String> QUICK =
      List.of("-iters", "3", "-time", "300", "-sc", "false", "-af", "NONE");

  private static final Pattern VERDICT = Pattern.compile("(?m)\\[([^\\]]+)] +([\\w.]+Race)$");
  private static final Pattern TOTALS =
      Pattern.compile(
          "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard"
              + " errs");

  static final List<Class<?>> RACES =
      List.of(
          AcknowledgementRace.class,
          BatchRace.class,
          CloseRace.class,
          DeathRace.class,
          EndOfStreamRace.class,
          LastLeaveRace.class,
          ReaderSleepRace.class,
          RecordsRace.class,
          RoomRace.class,
          SenderSleepRace.class,
          SharedLeaveRace.class,
          SuccessionOfTheDeadRace.class,
          SuccessionRace.class,
          TakeoverFromTheDeadRace.class,
          TakeoverRace.class);

  private static String output = "";
  private static int exitCode;

  @BeforeAll
  static void runAll() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
    removeChannels(folder);
    Path log = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean quick = MODE.equals("quick");
      assertThat(
              quick
                  ? process.waitFor(QUICK_MINUTES, TimeUnit.MINUTES)
                  : process.waitFor(FULL_HOURS, TimeUnit.HOURS))
          .as("jcstress ends; %s", log)
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      removeChannels(folder);
    }
    exitCode = process.exitValue();
    output = Files.readString(log);
  }

  private static List<String> command() {
    List<String> program =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "-v",
            "-m",
            MODE,
            "-r",
            "results",
            // few states at a time, since each has a channel of its own
            "-strideSize",
            "8",
            "-strideCount",
            "8",
            // both actors wait for each other after each stride, on cores that others use too
            "-spinStyle",
            "THREAD_YIELD");
    List<String> configurations =
        MODE.equals("quick")
            ? List.of("-jvmArgs", "--enable-native-access=ALL-UNNAMED")
            : List.of("-jvmArgsPrepend", "--enable-native-access=ALL-UNNAMED");
    return Stream.of(program, MODE.equals("quick") ? QUICK : List.<String>of(), configurations)
        .flatMap(List::stream)
        .toList();
  }

  /** What the forks of this or a former run have left. */
  private static void removeChannels(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(RacesIT::isOfAChannel).toList()) {
        try (Stream<Path> files = Files.walk(entry)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private static boolean isOfAChannel(Path entry) {
    return entry.getFileName().toString().startsWith("channels-");
  }

  /** A race that is not listed here would not be missed if it did not run. */
  @Test
  void shouldListEveryRace() throws IOException {
    Path sources = Path.of("src", "test", "java").resolve(packagePath());
    try (Stream<Path> files = Files.list(sources)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith("Race.java"))
          .containsExactlyInAnyOrderElementsOf(
              RACES.stream().map(race -> race.getSimpleName() + ".java").toList());
    }
  }

  private static String packagePath() {
    return RacesIT.class.getPackageName().replace('.', '/');
  }

  @Test
  void shouldRunWhatItPlannedWithoutAFailure() {
    MatchResult last =
        TOTALS
            .matcher(output)
            .results()
            .reduce((earlier, later) -> later)
            .orElseThrow(() -> new AssertionError("jcstress gave no totals: " + output));
    int planned = Integer.parseInt(last.group(1));
    assertThat(planned).isGreaterThanOrEqualTo(RACES.size());
    assertThat(last.group()).as(output).isEqualTo(allPassed(planned));
    assertThat(exitCode).as(output).isZero();
  }

  private static String allPassed(int planned) {
    return "Results: %d planned; %d passed, 0 failed, 0 soft errs, 0 hard errs"
        .formatted(planned, planned);
  }

  @ParameterizedTest
  @FieldSource("RACES")
  void shouldSeeNoForbiddenOutcome(Class<?> race) {
    List<String> found =
        VERDICT
            .matcher(output)
            .results()
            .filter(verdict -> verdict.group(2).equals(race.getName()))
            .map(verdict -> verdict.group(1))
            .distinct()
            .toList();
    assertThat(found).as("%s, see target/jcstress/output.txt", race).containsExactly("OK");
  }
}
