package io.podwire.cli.console;

import io.podwire.ipc.PlainText;
import io.podwire.result.text.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks: data to {@link #out()}, all else to stderr. Threads may share it.
 *
 * @param out for data alone
 * @param err for progress, warnings and errors
 * @param quiet whether progress is left out
 * @param verbose whether an error shows its stack trace
 */
public record Console(PrintStream out, PrintStream err, boolean quiet, boolean verbose) {
  /** Prints data; ends the command where stdout does not take it. */
  public void print(String text) {
    out.print(text);
    if (out.checkError()) {
      throw new DataOutput.LostException();
    }
  }

  /** Says how things go, unless {@code --quiet}. */
  public void progress(String line) {
    if (!quiet) {
      err.println(PlainText.lines(line));
    }
  }

  /** Says what the user should know although the command goes on. */
  public void warn(String line) {
    err.println("podwire: " + PlainText.lines(line));
  }

  /** Says in one line why the command ends, and returns the exit code. */
  public int fail(Throwable thrown) {
    boolean told = Closing.underway() || thrown instanceof DataOutput.LostException;
    if (!told) { // what breaks while everything is being closed is no news
      warn(ErrorLine.of(thrown));
      if (verbose) {
        err.print(PlainText.lines(trace(thrown)));
      }
    }
    return ExitCode.of(thrown);
  }

  /** As {@link #fail}, for a fault of stdout; silent where its reader has ended. */
  public int failOfStdout(IOException fault) {
    if (!Closing.underway() && !"Broken pipe".equals(fault.getMessage())) {
      warn(ErrorLine.ofStdout(fault));
    }
    return ExitCode.FAILED;
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** What a table on stdout may use: what the terminal can, less colours if {@code NO_COLOR}. */
  public Style style() {
    if (!isTerminal(1)) {
      return Style.PLAIN;
    }
    Style style = Style.terminal(Integer.getInteger("podwire.columns", Style.PLAIN.columns()));
    return noColour() == null || noColour().isEmpty() ? style : style.withoutColours();
  }

  /** Whether a bar may be drawn on stderr. */
  public boolean drawsBars() {
    return !quiet && isTerminal(2);
  }

  private static @Nullable String noColour() {
    return System.getenv("NO_COLOR");
  }

  /** Whether a standard stream, 0 to 2, is a terminal. */
  public static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // closed, or no /proc
    }
  }
}
