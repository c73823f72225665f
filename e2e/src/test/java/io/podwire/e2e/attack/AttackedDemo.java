package io.podwire.e2e.attack;

import static org.awaitility.Awaitility.await;

import io.podwire.e2e.chart.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A demo of two pods with its live flows, which the tests attack. Ended at the close. For one
 * thread.
 */
final class AttackedDemo implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration END = Duration.ofSeconds(30);
  private static final Pattern PORTS =
      Pattern.compile(
          "pod ([a-d]) on 127\\.0\\.0\\.1: sidecar (\\d+), producer (\\d+), consumer (\\d+),"
              + " relay (\\d+), live tcp (\\d+)");
  private static final Pattern DIRECTORY = Pattern.compile("channels\\.directory=(\\S+)/[a-d]\\b");

  private final Process process;
  private final Path log;
  private final List<AttackedPod> pods;
  private final Path directory;

  private AttackedDemo(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.directory = directoryOf(process);
    this.pods = PORTS.matcher(read(log)).results().map(this::pod).toList();
  }

  /** Starts it and waits until its comparison is over and its flows go on. */
  static AttackedDemo start() {
    try {
      Path log = Files.createTempFile("podwire-attack", ".err");
      Process process =
          new ProcessBuilder(command())
              .directory(Chart.ROOT.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(log.toFile())
              .start();
      try {
        await("the demo's page")
            .atMost(START)
            .until(() -> !process.isAlive() || read(log).contains("the page is at"));
        return new AttackedDemo(process, log);
      } catch (RuntimeException | Error e) {
        process.destroyForcibly();
        throw new IllegalStateException("the demo did not start:\n" + read(log), e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command() {
    Path cli = Chart.ROOT.resolve("cli/target");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dpodwire.home=" + Chart.ROOT));
    words.addAll(List.of("-cp", cli.resolve("*") + ":" + cli.resolve("lib/*")));
    words.addAll(List.of("io.podwire.cli.Podwire", "demo", "--pods", "2", "--duration", "20ms"));
    return words;
  }

  private static Path directoryOf(Process process) {
    return process
        .children()
        .map(program -> DIRECTORY.matcher(program.info().commandLine().orElse("")))
        .filter(Matcher::find)
        .map(found -> Path.of(found.group(1)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the demo has no programs"));
  }

  private AttackedPod pod(MatchResult ports) {
    return new AttackedPod(
        ports.group(1),
        directory.resolve(ports.group(1)),
        "Bearer " + read(directory.resolve("token")),
        port(ports, 2),
        port(ports, 3),
        port(ports, 4),
        port(ports, 5),
        port(ports, 6));
  }

  private static int port(MatchResult ports, int group) {
    return Integer.parseInt(ports.group(group));
  }

  AttackedPod a() {
    return pods.getFirst();
  }

  /** The ids of the processes of all programs that run, in order. */
  List<Long> programs() {
    return process.children().map(ProcessHandle::pid).sorted().toList();
  }

  /** The names in a pod's channel directory. */
  static List<String> names(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
      List<String> names = new ArrayList<>();
      found.forEach(path -> names.add(path.getFileName().toString()));
      return names.stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the demo does not end when it is asked to");
      }
      Files.delete(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
