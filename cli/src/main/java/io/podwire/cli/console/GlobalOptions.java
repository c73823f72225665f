package io.podwire.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command, and the two streams to which all of them write. */
public abstract class GlobalOptions {
  private final PrintStream out;
  private final PrintStream err;

  @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "No progress on stderr.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  /**
   * The command line writes to these streams only.
   *
   * @param out for data
   * @param err for progress and errors
   */
  protected GlobalOptions(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The console of a command, made anew since the options may be parsed later. */
  public Console console() {
    return new Console(out, err, quiet, verbose);
  }

  /** The version that was built. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = GlobalOptions.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
