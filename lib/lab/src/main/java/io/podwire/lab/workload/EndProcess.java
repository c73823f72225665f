package io.podwire.lab.workload;

import io.podwire.ipc.libc.ParentDeath;
import io.podwire.lab.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one end of a run in a process of its own, started by {@link ForkedEnd}: reads the
 * {@link EndSpec} from the file that the first argument names and writes the {@link RunState} to
 * the second, whole or not at all; the third is the parent's process id. Exits with 0 if the end is
 * done, with 1 if it failed, and dies with its parent.
 */
public final class EndProcess {
  private EndProcess() {}

  /** Runs the end. */
  public static void main(String[] arguments) throws IOException {
    ParentDeath.killsThisProcess();
    if (!isChildOf(arguments[2])) {
      System.exit(1); // the parent died before the kernel was told
    }
    EndSpec spec = Json.mapper().readValue(Files.readString(Path.of(arguments[0])), EndSpec.class);
    RunState state = carryOut(() -> run(spec));
    write(Path.of(arguments[1]), state);
    System.exit(state.status() == RunStatus.DONE ? 0 : 1);
  }

  private static boolean isChildOf(String pid) {
    return ProcessHandle.current().parent().map(parent -> parent.pid() + "").stream()
        .anyMatch(pid::equals);
  }

  private static EndReport run(EndSpec spec) {
    try (RunEnd end = RunEnd.open(spec)) {
      return end.run();
    }
  }

  /** How a run ended that this process carries out; its id is the process's. */
  static RunState carryOut(Supplier<EndReport> run) {
    try {
      return state(RunStatus.DONE, run.get(), null);
    } catch (RuntimeException e) {
      return state(RunStatus.FAILED, null, String.valueOf(e.getMessage()));
    }
  }

  private static RunState state(
      RunStatus status, @Nullable EndReport report, @Nullable String error) {
    return new RunState(
        Long.toString(ProcessHandle.current().pid()), status, true, report, null, error);
  }

  private static void write(Path file, RunState state) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(unfinished, Json.mapper().writeValueAsString(state));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
