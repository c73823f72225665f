package io.podwire.sidecar.peers;

import java.util.Comparator;

/** Pods by name as people count: podwire-2 before podwire-10. Stateless. */
public final class NameOrder {
  /** Numbers compare by their value. */
  public static final Comparator<String> NATURAL =
      Comparator.comparing(NameOrder::stem)
          .thenComparing(NameOrder::ordinal)
          .thenComparing(Comparator.naturalOrder());

  private static final int MAX_DIGITS = 18;

  private NameOrder() {}

  private static String stem(String name) {
    return name.substring(0, name.length() - digits(name));
  }

  private static long ordinal(String name) {
    int digits = digits(name);
    return digits == 0 ? -1 : Long.parseLong(name.substring(name.length() - digits));
  }

  private static int digits(String name) {
    int digits = 0;
    while (digits < Math.min(name.length(), MAX_DIGITS)
        && Character.isDigit(name.charAt(name.length() - 1 - digits))) {
      digits++;
    }
    return digits;
  }
}
