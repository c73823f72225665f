package io.podwire.cli.option;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a namespace or a release: a DNS label (RFC 1123). */
public final class DnsLabelConverter implements ITypeConverter<String> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  @Override
  public String convert(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new TypeConversionException(
          String.format(
              Locale.ROOT,
              "'%s' is not a name; give 1 to 63 lower-case letters, digits and hyphens, no hyphen first or last",
              text));
    }
    return text;
  }
}
