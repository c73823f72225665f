package io.podwire.cli.cluster;

import io.podwire.cli.sidecar.ShownUri;
import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a sidecar's address: {@code http://host:port}, without a slash at the end. */
final class SidecarUrlConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    String trimmed = text.replaceAll("/+$", "");
    String shown = ShownUri.of(trimmed);
    if (!shown.equals(trimmed)) {
      throw new TypeConversionException(
          String.format(
              Locale.ROOT,
              "'%s' has a user or password before it, which no sidecar asks for; leave them out, and name a token by --token-file",
              shown));
    }
    try {
      URI uri = URI.create(trimmed);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawPath().isEmpty()) {
        return trimmed;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new TypeConversionException(
        "'" + text + "' is not a sidecar's address; write for instance http://localhost:8080");
  }
}
