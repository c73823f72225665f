package io.podwire.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

  private static String parameter(ParameterException parameter) {
    if (parameter.getCause() instanceof TypeConversionException refused) {
      return parameter.getArgSpec() instanceof OptionSpec option
          ? option.longestName() + ": " + message(refused)
          : message(refused);
    }
    return "%s; see %s --help"
        .formatted(
            lowerFirst(message(parameter)),
            parameter.getCommandLine().getCommandSpec().qualifiedName());
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    CommandLine command = unmatched.getCommandLine();
    String argument = unmatched.getUnmatched().getFirst();
    String kind = argument.startsWith("-") ? "unknown option" : unexpected(command);
    var suggestions = unmatched.getSuggestions();
    return "%s '%s'; %ssee %s --help"
        .formatted(
            kind,
            argument,
            suggestions.isEmpty() ? "" : "did you mean " + String.join(" or ", suggestions) + "? ",
            command.getCommandSpec().qualifiedName());
  }

  private static String unexpected(CommandLine command) {
    return command.getSubcommands().isEmpty() ? "unexpected argument" : "unknown command";
  }

  /** What the kernel said about a file, in the user's words. */
  private static String file(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException file when file.getReason() != null ->
          file.getFile() + ": " + file.getReason();
      default -> message(e);
    };
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
