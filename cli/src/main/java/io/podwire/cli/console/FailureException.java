package io.podwire.cli.console;

/**
 * The end of a command that has nothing to hide in a stack trace: a line for the user, complete in
 * itself, and an exit code.
 */
public final class FailureException extends RuntimeException {
  private final int exitCode;

  /** Ends the command with {@code exitCode}; {@code line} is what stderr shows. */
  public FailureException(int exitCode, String line) {
    super(line);
    this.exitCode = exitCode;
  }

  /** As above, for an exception that {@code --verbose} shows. */
  public FailureException(int exitCode, String line, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
  }

  /** It was tried and failed. */
  public static FailureException failed(String line) {
    return new FailureException(ExitCode.FAILED, line);
  }

  /** The words of the command line are wrong. */
  public static FailureException wrongUse(String line) {
    return new FailureException(ExitCode.WRONG_USE, line);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
