package io.podwire.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate in messages per second: a whole number from 1. */
public final class RateConverter implements ITypeConverter<Long> {
  private static final long MAX = 1_000_000_000;

  @Override
  public Long convert(String text) {
    try {
      long rate = Long.parseLong(text);
      if (rate >= 1 && rate <= MAX) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException(
        "'" + text + "' is not a rate; give 1 to 1000000000 messages per second");
  }
}
