package io.podwire.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.podwire.cli.PodwireProcess;
import io.podwire.cli.console.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo where memory file systems are full, in a mount namespace of its own. */
class FullMemoryIT {
  private static final List<String> OWN_MOUNTS = List.of("unshare", "--map-root-user", "--mount");
  private static final String SMALL_SHM = "mount -t tmpfs -o size=1m none /dev/shm";

  @TempDir Path folder;

  @Test
  void shouldSayInOneLineThatThereIsNoRoomForTheChannels() throws Exception {
    assumeTrue(run(SMALL_SHM), "this user may not make a mount namespace");
    List<String> command = PodwireProcess.command("demo", "--once", "--quiet");
    command.add(1, "-Djava.io.tmpdir=/dev/shm"); // else it would take /tmp, with a warning
    String script = SMALL_SHM + " && \"$@\"; code=$?; ls -A /dev/shm; exit $code";
    try (PodwireProcess demo = PodwireProcess.startCommand(folder, inOwnMounts(script, command))) {
      assertThat(demo.exitCode()).as(demo.errText()).isEqualTo(ExitCode.FAILED);
      assertThat(demo.errText().lines()).hasSize(1);
      assertThat(demo.errText()).contains("free for the channels; enlarge /dev/shm");
      assertThat(demo.out()).isEmptyFile(); // nothing was left there
    }
  }

  private static boolean run(String script) throws Exception {
    return new ProcessBuilder(inOwnMounts(script, List.of())).start().waitFor() == 0;
  }

  private static List<String> inOwnMounts(String script, List<String> arguments) {
    List<String> command = new ArrayList<>(OWN_MOUNTS);
    command.addAll(List.of("sh", "-c", script, "sh"));
    command.addAll(arguments);
    return command;
  }
}
