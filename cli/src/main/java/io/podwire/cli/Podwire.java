package io.podwire.cli;

import io.podwire.cli.console.DataOutput;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.GlobalOptions;
import io.podwire.cli.option.WordConverters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code podwire}: its subcommands. */
@Command(
    name = "podwire",
    description = "Shows and measures what a pod boundary costs, over every IPC of Linux.",
    versionProvider = Podwire.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      io.podwire.cli.demo.DemoCommand.class,
      io.podwire.cli.bench.BenchCommand.class,
      io.podwire.cli.copy.SendCommand.class,
      io.podwire.cli.copy.ReceiveCommand.class,
      io.podwire.cli.compare.CompareCommand.class,
      io.podwire.cli.exhibit.ExhibitCommand.class,
      io.podwire.cli.doctor.DoctorCommand.class,
      io.podwire.cli.cluster.ClusterCommand.class,
      io.podwire.cli.images.ImagesCommand.class,
      io.podwire.cli.demo.TrainCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExample:%n",
    footer = "  podwire demo")
public final class Podwire extends GlobalOptions implements Callable<Integer> {
  @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

  private Podwire(PrintStream out, PrintStream err) {
    super(out, err);
  }

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT); // all words are English, also those of libraries
    System.exit(run(DataOutput.ofProcess(), System.err, args));
  }

  /** Runs a command line; returns its exit code. Writes to nothing but the two streams. */
  public static int run(OutputStream stdout, PrintStream err, String... args) {
    DataOutput data = new DataOutput(stdout);
    PrintStream out = new PrintStream(data, false, StandardCharsets.UTF_8);
    Podwire podwire = new Podwire(out, err);
    CommandLine line = new CommandLine(podwire);
    WordConverters.register(line);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler((thrown, words) -> podwire.fail(thrown));
    line.setExecutionExceptionHandler((thrown, command, parsed) -> podwire.console().fail(thrown));
    int exitCode = line.execute(args);
    out.flush();
    IOException fault = data.fault();
    if (fault != null) {
      int failed = podwire.console().failOfStdout(fault);
      return exitCode == ExitCode.FINE ? failed : exitCode;
    }
    return exitCode;
  }

  private int fail(ParameterException thrown) {
    console().fail(thrown);
    return ExitCode.WRONG_USE;
  }

  @Override
  public Integer call() {
    throw FailureException.wrongUse(
        String.format(
            Locale.ROOT,
            "no command given; take one of %s; see podwire --help",
            java.util.Objects.requireNonNull(spec).subcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(java.util.Map.Entry::getKey)
                .collect(java.util.stream.Collectors.joining(", "))));
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "podwire " + version(),
        "java " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version")
      };
    }
  }
}
