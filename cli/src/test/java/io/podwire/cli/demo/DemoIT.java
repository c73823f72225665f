package io.podwire.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with its real programs. */
class DemoIT {
  private static final Pattern DIRECTORY = Pattern.compile("channels\\.directory=(\\S+)/[a-d]\\b");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void shouldCompareEverythingAfterAKilledDemoAndLoseNothing() throws Exception {
    Path left = killed();
    Path output = folder.resolve("result.json");
    try (PodwireProcess demo =
        PodwireProcess.start(
            folder,
            "demo",
            "--once",
            "--duration",
            "50ms",
            "--format",
            "json",
            "--output",
            output.toString())) {
      assertThat(demo.exitCode()).as(demo.errText()).isEqualTo(ExitCode.FINE);
      assertThat(demo.errText()).contains("removing what a killed demo left in " + left);
    }
    assertThat(left).doesNotExist();
    assertValid(output);
    assertComplete(ResultReader.read(output));
  }

  /** Starts a demo, kills it with all its pods up, and gives the directory that it leaves. */
  private Path killed() throws Exception {
    try (PodwireProcess demo = PodwireProcess.start(folder, "demo", "--pods", "1")) {
      awaitReady(demo);
      List<ProcessHandle> programs = demo.handle().children().toList();
      Path directory = directory(programs);
      assertThat(programs).hasSize(3);
      demo.kill();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(directory).isDirectory();
      return directory;
    }
  }

  private static void awaitReady(PodwireProcess demo) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !demo.isAlive() || demo.errText().contains("programs are ready"));
    assertThat(demo.isAlive()).as(demo.errText()).isTrue();
  }

  private static Path directory(List<ProcessHandle> programs) {
    String command = programs.getFirst().info().commandLine().orElseThrow();
    Matcher matcher = DIRECTORY.matcher(command);
    assertThat(matcher.find()).as(command).isTrue();
    return Path.of(matcher.group(1));
  }

  private static void assertValid(Path output) throws Exception {
    try (InputStream schema =
        Objects.requireNonNull(Result.class.getResourceAsStream("podwire.result-1.schema.json"))) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(schema)
                  .validate(new ObjectMapper().readTree(Files.readString(output))))
          .isEmpty();
    }
  }

  private static void assertComplete(Result result) {
    for (String pattern : List.of("round-trip", "stream")) {
      List<String> measured =
          result.cells().stream()
              .filter(cell -> cell.pattern().equals(pattern))
              .filter(Cell::isClean)
              .filter(cell -> cell.waitStrategy().equals("block"))
              .map(cell -> cell.boundary() + " " + cell.mechanism() + " " + cell.path().size())
              .toList();
      assertThat(measured)
          .contains("process pipe 3", "container shm 3", "container fifo 3", "container mq 3")
          .contains("container sysv 3", "container uds 3", "container tcp 3", "container http 3")
          .contains("pod tcp 3", "pod http 3")
          .filteredOn("pod tcp 7"::equals)
          .hasSize(3); // by the sidecars, with shm, fifo and uds as local legs
      assertThat(result.cells())
          .filteredOn(cell -> cell.pattern().equals(pattern))
          .filteredOn(cell -> cell.status() == Cell.Status.FORBIDDEN)
          .extracting(Cell::mechanism)
          .contains("shm", "fifo", "mq", "sysv", "pipe");
    }
    assertThat(result.cells())
        .noneMatch(cell -> cell.status() == Cell.Status.FAILED)
        .allMatch(cell -> cell.wrong() == 0);
    assertThat(result.environment().simulated()).isNotEmpty();
  }

  @Test
  void shouldLeaveNothingBehindWhenInterrupted() throws Exception {
    try (PodwireProcess demo = PodwireProcess.start(folder, "demo", "--pods", "1")) {
      awaitReady(demo);
      List<ProcessHandle> programs = demo.handle().children().toList();
      Path directory = directory(programs);
      demo.signal("TERM");
      assertThat(demo.exitCode()).isEqualTo(PodwireProcess.ENDED_BY_SIGTERM);
      assertThat(programs).noneMatch(ProcessHandle::isAlive);
      assertThat(directory).doesNotExist();
    }
  }

  @Test
  void shouldStartAProgramAgainThatDied() throws Exception {
    try (PodwireProcess demo = PodwireProcess.start(folder, "demo", "--pods", "1")) {
      awaitReady(demo);
      Path directory = directory(demo.handle().children().toList());
      ProcessHandle killed = program(demo, "consumer");
      killed.destroyForcibly();
      awaitWords(
          demo,
          "consumer-a was ended by signal 9 (exit code 137); its log is "
              + directory.resolve("logs/consumer-a.log")
              + "; it is started again in 500 ms");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> isThere(demo, "consumer") && !program(demo, "consumer").equals(killed));
      awaitWords(demo, "the page is at"); // whatever became of the comparison
      interrupt(demo, directory);
    }
  }

  @Test
  void shouldLeaveNothingBehindWhenInterruptedBeforeAProgramIsStartedAgain() throws Exception {
    try (PodwireProcess demo = PodwireProcess.start(folder, "demo", "--pods", "1")) {
      awaitReady(demo);
      Path directory = directory(demo.handle().children().toList());
      program(demo, "producer").destroyForcibly();
      awaitWords(demo, "it is started again in");
      interrupt(demo, directory);
    }
  }

  private static void interrupt(PodwireProcess demo, Path directory) throws Exception {
    List<ProcessHandle> programs = demo.handle().children().toList();
    demo.signal("TERM");
    assertThat(demo.exitCode()).as(demo.errText()).isEqualTo(PodwireProcess.ENDED_BY_SIGTERM);
    assertThat(programs).noneMatch(ProcessHandle::isAlive);
    assertThat(directory).doesNotExist();
  }

  @Test
  void shouldGiveUpAProgramThatDiesAgainAndAgain() throws Exception {
    try (PodwireProcess demo = PodwireProcess.start(folder, "demo", "--pods", "1")) {
      awaitReady(demo);
      Path directory = directory(demo.handle().children().toList());
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                killIfThere(demo, "sidecar");
                return !demo.isAlive();
              });
      assertThat(demo.exitCode()).as(demo.errText()).isEqualTo(ExitCode.FAILED);
      assertThat(demo.errText())
          .contains("sidecar-a ended 5 times in a row, and last was ended by signal 9")
          .contains("started again in 500 ms", "started again in 4000 ms");
      assertThat(directory).doesNotExist();
    }
  }

  @Test
  void shouldFailOnceAProgramDiesInTheOnlyComparison() throws Exception {
    try (PodwireProcess demo = PodwireProcess.start(folder, "demo", "--once", "--pods", "1")) {
      awaitReady(demo);
      List<ProcessHandle> programs = demo.handle().children().toList();
      Path directory = directory(programs);
      program(demo, "consumer").destroyForcibly();
      assertThat(demo.exitCode()).as(demo.errText()).isEqualTo(ExitCode.FAILED);
      assertThat(demo.errText())
          .contains("consumer-a was ended by signal 9 (exit code 137); all pods are stopped");
      assertThat(programs).noneMatch(ProcessHandle::isAlive);
      assertThat(directory).doesNotExist();
    }
  }

  private static void awaitWords(PodwireProcess demo, String words) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !demo.isAlive() || demo.errText().contains(words));
    assertThat(demo.errText()).contains(words);
  }

  private static List<ProcessHandle> programs(PodwireProcess demo, String name) {
    return demo.handle()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("podwire-" + name))
        .toList();
  }

  private static boolean isThere(PodwireProcess demo, String name) {
    return !programs(demo, name).isEmpty();
  }

  private static ProcessHandle program(PodwireProcess demo, String name) {
    return programs(demo, name).getFirst();
  }

  private static void killIfThere(PodwireProcess demo, String name) {
    programs(demo, name).forEach(ProcessHandle::destroyForcibly);
  }
}
