package io.podwire.cli;

import io.podwire.cli.console.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code podwire completion}: prints a script that completes commands and options. */
@Command(
    name = "completion",
    description = "Print a script that lets bash or zsh complete commands and options.",
    footerHeading = "%nExample:%n",
    footer = "  source <(podwire completion)")
final class CompletionCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Podwire podwire;
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var line = java.util.Objects.requireNonNull(spec).parent().commandLine();
    java.util.Objects.requireNonNull(podwire)
        .console()
        .out()
        .print(AutoComplete.bash("podwire", line));
    return ExitCode.FINE;
  }
}
