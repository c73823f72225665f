package io.podwire.cli.cluster;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies at the bottom of an exception. Stateless. */
final class RootCause {
  private static final Pattern BREAKS = Pattern.compile("\\s*\\R\\s*");
  private static final int MAX_CHARACTERS = 160;

  private RootCause() {}

  /** In one short line. */
  static String words(Throwable thrown) {
    List<Throwable> chain = Stream.iterate(thrown, t -> t != null, Throwable::getCause).toList();
    if (chain.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
      return "its name is unknown";
    }
    if (chain.stream().anyMatch(ConnectException.class::isInstance)) {
      return "no connection"; // the JDK's client says no more
    }
    Throwable cause = chain.getLast();
    String message = cause.getMessage();
    String text =
        message == null || message.isBlank()
            ? cause.getClass().getSimpleName()
            : BREAKS.matcher(message.strip()).replaceAll(" ");
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
  }
}
