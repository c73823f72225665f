package io.podwire.cli.console;

import io.podwire.result.Cell;
import io.podwire.result.Result;
import java.util.List;
import java.util.Locale;

/** What a measured result means for the exit code. */
public final class Verdict {
  private Verdict() {}

  /** 4 when data went wrong in a cell, 1 when a cell failed, else 0; says which on stderr. */
  public static int of(Result result, Console console) {
    List<Cell> wrong = result.cells().stream().filter(cell -> cell.wrong() > 0).toList();
    List<Cell> failed =
        result.cells().stream().filter(cell -> cell.status() == Cell.Status.FAILED).toList();
    wrong.forEach(
        cell ->
            console.warn(
                String.format(
                    Locale.ROOT,
                    "%s: %d messages were lost, duplicated, reordered, corrupted or unknown",
                    words(cell),
                    cell.wrong())));
    failed.forEach(
        cell ->
            console.warn(String.format(Locale.ROOT, "%s failed: %s", words(cell), cell.reason())));
    if (!wrong.isEmpty()) {
      return ExitCode.DATA_LOST;
    }
    return failed.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
  }

  private static String words(Cell cell) {
    return String.format(
        Locale.ROOT,
        "%s %s of %d B, wait %s (%s)",
        cell.mechanism(),
        cell.pattern(),
        cell.sizeBytes(),
        cell.waitStrategy(),
        String.join(" ", cell.path()));
  }
}
