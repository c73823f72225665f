package io.podwire.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share in per cent, {@code 10%}, as a fraction, 0.1. */
public final class ToleranceConverter implements ITypeConverter<Double> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)\\s*%");

  @Override
  public Double convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a tolerance; write per cent, for instance 10%");
    }
    return Double.parseDouble(matcher.group(1)) / 100;
  }
}
