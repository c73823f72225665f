package io.podwire.cli.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 500ms}, {@code 5s}, {@code 2m}. */
public final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(us|ms|s|m|h)");
  private static final Pattern NEGATIVE = Pattern.compile("-\\d.*");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      return of(Long.parseLong(matcher.group(1)), matcher.group(2));
    }
    throw new TypeConversionException(
        NEGATIVE.matcher(text).matches()
            ? "'" + text + "' is negative; write for instance 500ms, 5s or 2m"
            : "'" + text + "' is not a duration; write for instance 500ms, 5s or 2m");
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "us" -> Duration.ofNanos(amount * 1000);
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /** As {@link DurationConverter}, for a duration that must not be zero. */
  public static final class Positive implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration duration = new DurationConverter().convert(text);
      if (duration.isZero()) {
        throw new TypeConversionException(
            "'" + text + "' is not positive; write for instance 500ms, 5s or 2m");
      }
      return duration;
    }
  }
}
