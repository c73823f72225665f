package io.podwire.cli.cluster;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.OutputOptions;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.text.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code podwire cluster report}: results that a release keeps. */
@Command(
    name = "report",
    description = "Show a result that the release keeps, without measuring again.",
    footerHeading = "%nExample:%n",
    footer = {
      "  podwire cluster report --namespace podwire --list",
      "  podwire cluster report 2 --format json --output second-latest.json"
    })
final class ReportCommand implements Callable<Integer> {
  private static final List<String> HEADERS =
      List.of("N", "made at", "measured", "failed", "wrong");

  @ParentCommand private ClusterCommand cluster;

  @Parameters(
      arity = "0..1",
      defaultValue = "1",
      paramLabel = "N",
      description = "Which one, 1 for the latest (default: ${DEFAULT-VALUE}).")
  private int number;

  @Option(names = "--list", description = "List the results that there are.")
  private boolean list;

  @Mixin private ClusterOptions target;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    if (number < 1) {
      throw FailureException.wrongUse(
          String.format(Locale.ROOT, "N: there is no result %d; the latest is 1", number));
    }
    output.check();
    Console console = cluster.console();
    StoredResults results;
    try (Cluster api = target.connect()) {
      results = StoredResults.read(api, target.release(api));
    }
    if (list) {
      console.print(TextTable.of(HEADERS, rows(results), console.style()));
    } else {
      output.write(results.result(number), console);
    }
    return ExitCode.FINE;
  }

  private static List<List<String>> rows(StoredResults results) {
    List<List<String>> rows = new ArrayList<>();
    for (String time : results.times()) {
      Result result = results.result(rows.size() + 1);
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              time,
              cells(result, Cell.Status.MEASURED),
              cells(result, Cell.Status.FAILED),
              result.cells().stream().mapToLong(Cell::wrong).sum() + " messages"));
    }
    return rows;
  }

  private static String cells(Result result, Cell.Status status) {
    return result.cells().stream().filter(cell -> cell.status() == status).count() + " cells";
  }
}
