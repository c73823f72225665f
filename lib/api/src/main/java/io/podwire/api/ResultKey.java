package io.podwire.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The keys under which a release stores results in its ConfigMap: {@code
 * result-20261122T203631Z.json}, so that the greatest is the latest. Stateless.
 */
public final class ResultKey {
  private static final String PREFIX = "result-";
  private static final String SUFFIX = ".json";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ResultKey() {}

  /** The key of a result that was begun then. */
  public static String of(Instant startedAt) {
    return PREFIX + TIME.format(startedAt) + SUFFIX;
  }

  /** Whether a result stands under this key. */
  public static boolean isOne(String key) {
    return key.startsWith(PREFIX)
        && key.endsWith(SUFFIX)
        && key.length() >= PREFIX.length() + SUFFIX.length();
  }

  /** The time in a key, for instance {@code 20261122T203631Z}. */
  public static String time(String key) {
    return key.substring(PREFIX.length(), key.length() - SUFFIX.length());
  }
}
