package io.podwire.e2e.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The process of one program of the demo, found by its port. Immutable. */
record AttackedProgram(long pid) {
  /** The program that serves HTTP at this port. */
  static AttackedProgram at(int port) {
    String property = "-Dquarkus.http.port=" + port;
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process.info().arguments().stream().flatMap(Stream::of).anyMatch(property::equals))
        .findFirst()
        .map(process -> new AttackedProgram(process.pid()))
        .orElseThrow(() -> new IllegalStateException("no program has " + property));
  }

  /** SIGKILL. */
  void kill() {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Its resident memory, in MiB. */
  long residentMib() {
    return status("VmRSS:") >> 10;
  }

  /** How many threads of the operating system it has. */
  long threads() {
    return status("Threads:");
  }

  private long status(String line) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(text -> text.startsWith(line))
          .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
