package io.podwire.cli.console;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.integrity.DataLossException;

/** What the command's exit codes mean. */
public final class ExitCode {
  /** Done, and nothing lost. */
  public static final int FINE = 0;

  /** It was tried and failed. */
  public static final int FAILED = 1;

  /** The words of the command line are wrong. */
  public static final int WRONG_USE = 2;

  /** A comparison is out of tolerance. */
  public static final int OUT_OF_TOLERANCE = 3;

  /** Data was lost or corrupted. */
  public static final int DATA_LOST = 4;

  private ExitCode() {}

  /** The exit code that an exception means. */
  public static int of(Throwable thrown) {
    return switch (thrown) {
      case FailureException failure -> failure.exitCode();
      case ChannelException fault when fault.kind() == ChannelException.Kind.BAD_ADDRESS ->
          WRONG_USE;
      case DataLossException loss -> DATA_LOST;
      default -> FAILED;
    };
  }
}
