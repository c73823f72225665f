package io.podwire.cli.exhibit;

import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.result.text.Format;
import java.util.List;
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
  @ParentCommand private GlobalOptions podwire;

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
    try {
      Exhibition exhibition = Exhibition.of(names, podwire.console());
      return list ? exhibition.list() : exhibition.show(format);
    } catch (NoClassDefFoundError e) { // the module of the exhibits, which the images leave out
      throw FailureException.failed(
          "the images hold no exhibits; run ./podwire exhibit from a checkout on the machine in question");
    }
  }
}
