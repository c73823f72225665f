package io.podwire.cli.doctor;

import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.ScratchFolder;
import io.podwire.ipc.ChannelUri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code podwire doctor}: what works here, each thing tried. */
@Command(
    name = "doctor",
    description = {
      "Say what this machine, container or pod can do, what is missing, and how to mend it.",
      "Every mechanism is tried. Exit code 1 if something does not work."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire doctor")
public final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private GlobalOptions podwire;

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = new ArrayList<>(MachineChecks.all());
    try (ScratchFolder folder = ScratchFolder.create()) {
      for (String address :
          List.of(
              "shm:" + folder.path("try.ring"),
              "fifo:" + folder.path("try.fifo"),
              String.format(
                  Locale.ROOT,
                  "mq:/%s?messages=2&messageSize=256&locks=%s",
                  folder.name(),
                  folder.path()),
              "sysv:" + folder.path("try.key"),
              "uds:" + folder.path("try.sock"),
              "tcp://127.0.0.1:" + FreePort.any())) {
        findings.add(MechanismCheck.of(ChannelUri.parse(address)));
      }
    }
    findings.add(PipeCheck.run());
    podwire.console().out().print(Finding.table(findings));
    return findings.stream().anyMatch(Finding::isMissing) ? ExitCode.FAILED : ExitCode.FINE;
  }
}
