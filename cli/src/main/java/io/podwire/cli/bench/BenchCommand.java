package io.podwire.cli.bench;

import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.console.OutputOptions;
import io.podwire.cli.console.Verdict;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.EnvironmentProbe;
import io.podwire.lab.environment.RunWatch;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code podwire bench}: measures channels between two processes of this machine. */
@Command(
    name = "bench",
    description = {
      "Measure channels between two processes of this machine, which bench starts itself.",
      "Lists (--size 64,1KiB --wait spin,block) measure each combination, in interleaved rounds."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  podwire bench shm:/dev/shm/try uds:/tmp/try.sock tcp://127.0.0.1:7500 --size 64,1KiB")
public final class BenchCommand implements Callable<Integer> {
  @ParentCommand private GlobalOptions podwire;

  @Parameters(
      arity = "1..*",
      paramLabel = "CHANNEL",
      description = "Address, for instance shm:/dev/shm/try, pipe: or tcp://127.0.0.1:7500.")
  private List<String> channels;

  @Mixin private RunOptions run;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = podwire.console();
    List<RunSpec> runs = run.specs(channels);
    Sizes.requireOneAllowed(runs);
    output.check();
    Environment before = EnvironmentProbe.probePinned(run.cores());
    RunWatch watch = RunWatch.begin();
    Instant startedAt = Instant.now();
    List<Cell> cells;
    try (Closing closing = new Closing()) {
      cells = measure(runs, new BenchRounds(run, console, closing));
    }
    if (cells.size() == 1 && cells.getFirst().status() == Cell.Status.FAILED) {
      throw new FailureException(ExitCode.FAILED, String.valueOf(cells.getFirst().reason()));
    }
    Environment during = before.withDuring(watch.end());
    Environment after = EnvironmentProbe.lookAgain(during, run.cores());
    Result result = new Result(Result.SCHEMA, startedAt, after, cells);
    output.write(result, console);
    return Verdict.of(result, console);
  }

  private List<Cell> measure(List<RunSpec> runs, BenchRounds rounds) {
    if (run.rates().isEmpty()) {
      return rounds.measure(runs.stream().map(BenchCase::of).toList());
    }
    LoadCurve curve = new LoadCurve(runs, run.rates());
    List<Cell> saturated = rounds.measure(curve.saturation());
    List<Cell> cells = new ArrayList<>(saturated);
    cells.addAll(rounds.measure(curve.paced(saturated)));
    return cells;
  }
}
