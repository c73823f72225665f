package io.podwire.cli.bench;

import io.podwire.cli.console.Closing;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.Progress;
import io.podwire.result.Cell;
import io.podwire.result.Rounds;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures cases in interleaved rounds: all of them once, then all again, with new processes, so
 * that a machine that changes meanwhile, or a lucky start, shows as spread and not as a difference
 * between cases. For one thread.
 */
final class BenchRounds {
  private final RunOptions options;
  private final Console console;
  private final Closing closing;

  BenchRounds(RunOptions options, Console console, Closing closing) {
    this.options = options;
    this.console = console;
    this.closing = closing;
  }

  /** A cell for each case, in their order. Blocks until all are measured. */
  List<Cell> measure(List<BenchCase> cases) {
    List<List<Cell>> rounds =
        cases.stream().map(ignored -> (List<Cell>) new ArrayList<Cell>()).toList();
    int total = cases.size() * options.rounds();
    try (Progress progress = Progress.of(console, "runs", total)) {
      for (int done = 0; done < total; done++) {
        int which = done % cases.size();
        progress.show(done, total, Sizes.words(cases.get(which).run()));
        add(cases.get(which), rounds.get(which));
      }
      progress.show(total, total, "");
    }
    return rounds.stream().map(Rounds::together).toList();
  }

  /** What was not measured once is not tried again: the cell's word is that. */
  private void add(BenchCase which, List<Cell> rounds) {
    if (rounds.stream().allMatch(Cell::isMeasured)) {
      Cell cell = new BenchRun(which.run(), options.timeout(), options.cores(), closing).cell();
      rounds.add(which.marked(cell));
    }
  }
}
