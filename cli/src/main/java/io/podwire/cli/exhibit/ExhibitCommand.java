package io.podwire.cli.exhibit;

import io.podwire.cli.Console;
import io.podwire.cli.ExitCode;
import io.podwire.cli.FailureException;
import io.podwire.cli.Podwire;
import io.podwire.cli.Progress;
import io.podwire.lab.exhibit.Exhibit;
import io.podwire.lab.exhibit.Exhibits;
import io.podwire.lab.report.ExhibitReport;
import io.podwire.lab.report.ExhibitResult;
import io.podwire.lab.report.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code podwire exhibit}: textbook claims, tried here. */
@Command(
    name = "exhibit",
    description = {
      "Show the textbook's claims about inter-process communication on this machine.",
      "Without names, all of them. Exit code 1 if an exhibit could not be carried out, which its report",
      "says as failed; one that this machine cannot show is skipped and counted."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire exhibit pipe-has-a-capacity")
public final class ExhibitCommand implements Callable<Integer> {
  @ParentCommand private Podwire podwire;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which ones; see --list.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Print names and claims, and show nothing.")
  private boolean list;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, json or markdown (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    if (format == Format.CSV) {
      throw FailureException.wrongUse(
          "exhibits are no rows of figures: --format takes table, json or markdown");
    }
    List<Exhibit> chosen = chosen();
    if (list) {
      chosen.forEach(
          exhibit ->
              podwire
                  .console()
                  .print(
                      String.format(Locale.ROOT, "%-36s %s%n", exhibit.name(), exhibit.claim())));
      return ExitCode.FINE;
    }
    return show(chosen, podwire.console());
  }

  private List<Exhibit> chosen() {
    try {
      return Exhibits.named(names);
    } catch (IllegalArgumentException e) {
      throw FailureException.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private int show(List<Exhibit> chosen, Console console) {
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
    return results.stream().anyMatch(ExhibitCommand::isFailed) ? ExitCode.FAILED : ExitCode.FINE;
  }

  private static boolean isFailed(ExhibitResult result) {
    return result.status() == ExhibitResult.Status.FAILED;
  }
}
