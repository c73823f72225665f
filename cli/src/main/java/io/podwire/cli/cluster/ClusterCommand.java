package io.podwire.cli.cluster;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code podwire cluster}: what its subcommands share. */
@Command(
    name = "cluster",
    description = {
      "Compare, watch or report in a Kubernetes cluster in which Podwire is installed.",
      "The way to it is the Kubernetes API, with your kubeconfig."
    },
    subcommands = {RunCommand.class, WatchCommand.class, ReportCommand.class},
    footerHeading = "%nExample:%n",
    footer = "  podwire cluster run --namespace podwire")
public final class ClusterCommand implements Callable<Integer> {
  @ParentCommand private GlobalOptions podwire;

  Console console() {
    return podwire.console();
  }

  @Override
  public Integer call() {
    throw FailureException.wrongUse(
        "no command given; take one of run, watch, report; see podwire cluster --help");
  }
}
