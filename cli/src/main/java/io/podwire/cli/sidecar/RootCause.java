package io.podwire.cli.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies at the bottom of an exception. Stateless. */
public final class RootCause {
  private static final Pattern BREAKS = Pattern.compile("\\s*\\R\\s*");
  private static final int MAX_CHARACTERS = 160;

  private RootCause() {}

  /** In one short line. */
  public static String words(Throwable thrown) {
    if (find(thrown, UnresolvedAddressException.class).isPresent()) {
      return "its name is unknown";
    }
    if (find(thrown, ConnectException.class).isPresent()) {
      return "no connection"; // the JDK's client says no more
    }
    if (find(thrown, JsonProcessingException.class).isPresent()) {
      return "no JSON of the expected form"; // the parser speaks of its classes
    }
    Throwable cause = chain(thrown).getLast();
    String message = cause.getMessage();
    String text =
        message == null || message.isBlank()
            ? cause.getClass().getSimpleName()
            : BREAKS.matcher(message.strip()).replaceAll(" ");
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "...";
  }

  /** Why the other end's certificate was refused; empty if it is not about that. */
  public static Optional<String> distrust(Throwable thrown) {
    return find(thrown, GeneralSecurityException.class)
        .map(
            fault ->
                switch (chain(fault).getLast()) {
                  case CertPathBuilderException path -> "no authority known here has signed it";
                  case CertificateExpiredException expired -> "it has expired";
                  case CertificateNotYetValidException early -> "it is not valid yet";
                  default -> words(fault);
                });
  }

  /** The first exception of a kind. */
  public static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> kind) {
    return chain(thrown).stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static List<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, link -> link != null, Throwable::getCause).toList();
  }
}
