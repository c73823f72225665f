package io.podwire.cli.compare;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.option.ToleranceConverter;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import io.podwire.result.analysis.Comparison;
import io.podwire.result.text.ComparisonReport;
import io.podwire.result.text.Format;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code podwire compare}: whether a new result is worse than an old one. */
@Command(
    name = "compare",
    description = {
      "Compare two results cell by cell, by the medians of their rounds.",
      "A figure is worse if it is so by more than the tolerance and no round of it is as good as one of",
      "the base. Exit code 3 if one is worse, 4 if the new result lost data."
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire compare base.json new.json --tolerance 10%%")
public final class CompareCommand implements Callable<Integer> {
  @ParentCommand private GlobalOptions podwire;

  @Parameters(index = "0", paramLabel = "BASE.json", description = "The result to compare with.")
  private Path base;

  @Parameters(index = "1", paramLabel = "NEW.json", description = "The result to judge.")
  private Path now;

  @Option(
      names = "--tolerance",
      defaultValue = "10%",
      paramLabel = "PERCENT",
      converter = ToleranceConverter.class,
      description = "How much worse a figure may be (default: 10%%).")
  private double toleranceFraction;

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
          "--format: a comparison has no form as csv; take table, json or markdown");
    }
    Console console = podwire.console();
    Comparison comparison = Comparison.of(read(base), read(now), toleranceFraction);
    console.print(ComparisonReport.render(comparison, format, console.style()));
    return comparison.verdict().exitCode();
  }

  private static Result read(Path file) {
    try {
      return ResultReader.readAnyVersion(file);
    } catch (IllegalArgumentException e) {
      throw new FailureException(
          io.podwire.cli.console.ExitCode.FAILED, String.valueOf(e.getMessage()), e);
    }
  }
}
