package io.podwire.cli.exhibit;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.Progress;
import io.podwire.exhibits.Exhibit;
import io.podwire.exhibits.Exhibits;
import io.podwire.result.ExhibitResult;
import io.podwire.result.text.ExhibitReport;
import io.podwire.result.text.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The exhibits that were asked for. The only class of the command that knows their module. */
final class Exhibition {
  private final List<Exhibit> chosen;
  private final Console console;

  private Exhibition(List<Exhibit> chosen, Console console) {
    this.chosen = chosen;
    this.console = console;
  }

  /**
   * The exhibits of these names, all of them if there are none.
   *
   * @throws FailureException for wrong use if a name is unknown
   */
  static Exhibition of(List<String> names, Console console) {
    try {
      return new Exhibition(Exhibits.named(names), console);
    } catch (IllegalArgumentException e) {
      throw FailureException.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  /** Prints names and claims; returns the exit code. */
  int list() {
    chosen.forEach(
        exhibit ->
            console.print(
                String.format(Locale.ROOT, "%-36s %s%n", exhibit.name(), exhibit.claim())));
    return ExitCode.FINE;
  }

  /** Carries them out one after the other and prints the report; returns the exit code. */
  int show(Format format) {
    List<ExhibitResult> results = new ArrayList<>();
    try (Progress progress = Progress.of(console, "exhibits", chosen.size())) {
      for (Exhibit exhibit : chosen) {
        progress.show(results.size(), chosen.size(), exhibit.name());
        ExhibitResult result = Exhibits.show(exhibit);
        results.add(result);
        if (isFailed(result)) {
          console.warn(exhibit.name() + " could not be carried out: " + result.reason());
        }
      }
    }
    console.print(ExhibitReport.of(results).render(format, console.style()));
    return results.stream().anyMatch(Exhibition::isFailed) ? ExitCode.FAILED : ExitCode.FINE;
  }

  private static boolean isFailed(ExhibitResult result) {
    return result.status() == ExhibitResult.Status.FAILED;
  }
}
