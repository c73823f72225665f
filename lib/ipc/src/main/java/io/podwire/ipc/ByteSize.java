package io.podwire.ipc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code 64}, {@code 1KiB}, {@code 4MiB}, {@code 1GiB}. */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB)?");

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @throws IllegalArgumentException if the text is no size; the message says what is allowed
   */
  public static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size; write bytes (64) or a unit of 1024 (1KiB, 4MiB, 1GiB)");
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unitBytes(matcher.group(2)));
  }

  /**
   * Writes a size with the largest unit that divides it: 1048576 is {@code 1MiB}, 1000 is {@code
   * 1000}.
   */
  public static String format(long bytes) {
    for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
      if (bytes != 0 && bytes % unitBytes(unit) == 0) {
        return String.format(Locale.ROOT, "%d%s", bytes / unitBytes(unit), unit);
      }
    }
    return Long.toString(bytes);
  }

  private static long unitBytes(@org.jspecify.annotations.Nullable String unit) {
    return switch (unit) {
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      case null, default -> 1;
    };
  }
}
