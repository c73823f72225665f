package io.podwire.cli.option;

import io.podwire.cli.option.Rate.OfSaturation;
import io.podwire.cli.option.Rate.PerSecond;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a rate: a whole number of messages per second from 1, or a percentage of what the channel
 * carries.
 */
public final class RateConverter implements ITypeConverter<Rate> {
  private static final long MAX_PER_SECOND = 1_000_000_000;
  private static final double MAX_PERCENT = 200;

  @Override
  public Rate convert(String text) {
    try {
      if (text.endsWith("%")) {
        double percent = Double.parseDouble(text.substring(0, text.length() - 1));
        if (percent > 0 && percent <= MAX_PERCENT) {
          return new OfSaturation(percent / 100);
        }
      } else {
        long rate = Long.parseLong(text);
        if (rate >= 1 && rate <= MAX_PER_SECOND) {
          return new PerSecond(rate);
        }
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new TypeConversionException(
        "'"
            + text
            + "' is not a rate; give 1 to 1000000000 messages per second, or up to 200% of what the"
            + " channel carries");
  }
}
