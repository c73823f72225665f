package io.podwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.provider.Arguments;

/** The command as a process of its own, started as the script starts it. */
public final class PodwireProcess implements AutoCloseable {
  /** The exit code of a JVM that SIGTERM ends in order. */
  public static final int ENDED_BY_SIGTERM = 143;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Path out;
  private final Path err;

  private PodwireProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it; what it says goes to files in {@code folder}. */
  public static PodwireProcess start(Path folder, String... words) throws IOException {
    return start(folder, Redirect.from(Path.of("/dev/null").toFile()), words);
  }

  public static PodwireProcess start(Path folder, Redirect input, String... words)
      throws IOException {
    return startCommand(folder, input, command(words));
  }

  /** Runs it so many times from a shell, one after the other, the number in {@code $i}. */
  public static PodwireProcess repeat(int times, Path folder, String... words) throws IOException {
    String line =
        command(words).stream()
            .map(word -> '"' + word + '"') // $i is the shell's to fill in
            .collect(Collectors.joining(" "));
    String loop = "i=0; while [ $i -lt %d ]; do i=$((i+1)); %s || exit; done";
    return startCommand(folder, List.of("sh", "-c", loop.formatted(times, line)));
  }

  /** Starts any command that has ours in it. */
  public static PodwireProcess startCommand(Path folder, List<String> command) throws IOException {
    return startCommand(folder, Redirect.from(Path.of("/dev/null").toFile()), command);
  }

  private static PodwireProcess startCommand(Path folder, Redirect input, List<String> command)
      throws IOException {
    Path out = Files.createTempFile(folder, "podwire", ".out");
    Path err = Files.createTempFile(folder, "podwire", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(input)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new PodwireProcess(process, out, err);
  }

  public static List<String> command(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dpodwire.home=" + System.getProperty("podwire.home"),
            "-cp",
            System.getProperty("java.class.path"),
            Podwire.class.getName()));
    command.addAll(List.of(words));
    return command;
  }

  /** The same as a line for a shell. */
  public static String line(String... words) {
    return "'" + String.join("' '", command(words)) + "'";
  }

  /** Waits for its end; gives the exit code. */
  public int exitCode() throws InterruptedException {
    return exitCode(PATIENCE);
  }

  /** As {@link #exitCode()}, for what takes long. */
  public int exitCode(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it has not ended within " + patience + "; it said " + errText());
    }
    return process.exitValue();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Any other signal, by its name. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /**
   * The signals that end a program in order, and its exit code. SIGINT and SIGHUP are left out
   * where this process ignores them, as background jobs and {@code nohup} do: its children inherit
   * that.
   */
  static Stream<Arguments> endingSignals() throws IOException {
    Matcher ignored =
        Pattern.compile("SigIgn:\\s*(\\p{XDigit}+)")
            .matcher(Files.readString(Path.of("/proc/self/status")));
    assertThat(ignored.find()).isTrue();
    long mask = Long.parseUnsignedLong(ignored.group(1), 16);
    return Stream.of(Map.entry("HUP", 1), Map.entry("INT", 2), Map.entry("TERM", 15))
        .filter(signal -> (mask >> (signal.getValue() - 1) & 1) == 0)
        .map(signal -> Arguments.of(signal.getKey(), 128 + signal.getValue()));
  }

  /** SIGSTOP, and waits until every thread stands still. */
  public void stop() throws IOException, InterruptedException {
    signal("STOP");
    Awaitility.await().until(this::isStopped);
  }

  private boolean isStopped() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
    }
    return true;
  }

  public Path out() {
    return out;
  }

  public String errText() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
