package io.podwire.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how often something is measured. */
public final class RoundsConverter implements ITypeConverter<Integer> {
  private static final int MAX = 100;

  @Override
  public Integer convert(String text) {
    try {
      int rounds = Integer.parseInt(text);
      if (rounds >= 1 && rounds <= MAX) {
        return rounds;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException("'" + text + "' is no number of rounds; give 1 to " + MAX);
  }
}
