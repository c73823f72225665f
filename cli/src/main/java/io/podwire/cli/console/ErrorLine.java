package io.podwire.cli.console;

import io.podwire.ipc.FileFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one line on stderr that says what went wrong and what to do about it. */
final class ErrorLine {
  private ErrorLine() {}

  /** The line for an exception, without the program's name. */
  static String of(Throwable thrown) {
    return switch (thrown) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case ParameterException parameter -> parameter(parameter);
      case UncheckedIOException unchecked -> file(Objects.requireNonNull(unchecked.getCause()));
      case IOException io -> file(io);
      case OutOfMemoryError memory -> "out of memory: " + message(memory);
      default -> message(thrown);
    };
  }

  /** The line for a fault of stdout. */
  static String ofStdout(IOException e) {
    return ClosedStreams.stdout()
        ? "stdout is closed, so the output is lost; open it"
        : "stdout: " + message(e) + "; the output is not complete";
  }

  private static String parameter(ParameterException parameter) {
    if (parameter.getCause() instanceof TypeConversionException refused) {
      return parameter.getArgSpec() instanceof OptionSpec option
          ? option.longestName() + ": " + message(refused)
          : message(refused);
    }
    return String.format(
        Locale.ROOT,
        "%s; see %s --help",
        lowerFirst(message(parameter)),
        parameter.getCommandLine().getCommandSpec().qualifiedName());
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    CommandLine command = unmatched.getCommandLine();
    String argument = unmatched.getUnmatched().getFirst();
    String kind = argument.startsWith("-") ? "unknown option" : unexpected(command);
    var suggestions = unmatched.getSuggestions();
    return String.format(
        Locale.ROOT,
        "%s '%s'; %ssee %s --help",
        kind,
        argument,
        suggestions.isEmpty() ? "" : "did you mean " + String.join(" or ", suggestions) + "? ",
        command.getCommandSpec().qualifiedName());
  }

  private static String unexpected(CommandLine command) {
    return command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
  }

  /** What the kernel said about a file, behind its name. */
  private static String file(IOException e) {
    return e instanceof FileSystemException file
        ? file.getFile() + ": " + FileFault.words(file)
        : message(e);
  }

  private static String message(Throwable thrown) {
    String text = thrown.getMessage();
    return text == null || text.isBlank()
        ? "unexpected " + thrown.getClass().getSimpleName() + "; --verbose shows where"
        : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String lowerFirst(String text) {
    return Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
