package io.podwire.cli.validity;

import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import io.podwire.result.Cell;
import io.podwire.result.ResultReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Round trips by {@code podwire bench}, started as the script starts it. */
final class PodwireBench {
  private final Path folder;

  PodwireBench(Path folder) {
    this.folder = folder;
  }

  /** The median round trip in ns over a channel of its own; the options are those of bench. */
  long medianNanos(String mechanism, List<String> options) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("bench", channel(mechanism), "--format=json", "--rounds=1"));
    words.addAll(options);
    List<String> command = new ArrayList<>(PodwireProcess.command(words.toArray(String[]::new)));
    command.remove("-XX:TieredStopAtLevel=1"); // bench is a pipe's source itself, well compiled
    try (PodwireProcess bench = PodwireProcess.startCommand(folder, command)) {
      if (bench.exitCode() != ExitCode.FINE) {
        throw new AssertionError("bench failed: " + bench.errText());
      }
      Cell cell = ResultReader.read(bench.out()).cells().getFirst();
      return cell.latency().p50Nanos();
    }
  }

  private String channel(String mechanism) throws IOException {
    UUID name = UUID.randomUUID();
    return switch (mechanism) {
      case "pipe" -> "pipe:";
      case "mq" -> "mq:/podwire-peer-" + name + "?messages=2&messageSize=64&locks=" + folder;
      case "tcp" -> "tcp://127.0.0.1:" + freePort();
      case "shm", "shm-ahead" ->
          "shm:/dev/shm/podwire-peer-" + name; // memory, as that of the C program
      default -> mechanism + ":" + folder.resolve(name + "." + mechanism);
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }
}
