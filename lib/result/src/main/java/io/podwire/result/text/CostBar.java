package io.podwire.result.text;

import java.util.OptionalDouble;

/** A cost as a bar on a logarithmic scale: every full block is a doubling. Stateless. */
final class CostBar {
  private static final int EIGHTHS = 8;
  private static final int MAX_BLOCKS = 14;
  private static final char FULL = '\u2588';
  private static final char ONE_EIGHTH = '\u258f'; // the wider ones lie below it, down to FULL

  private CostBar() {}

  /** The bar; the fastest row has the thinnest there is, a row without a cost has none. */
  static String of(OptionalDouble cost) {
    if (cost.isEmpty()) {
      return "";
    }
    double doublings = Math.log(Math.max(1, cost.getAsDouble())) / Math.log(2);
    int eighths = (int) Math.round(Math.min(doublings, MAX_BLOCKS) * EIGHTHS);
    String full = String.valueOf(FULL).repeat(eighths / EIGHTHS);
    int rest = eighths % EIGHTHS;
    return rest > 0 || eighths == 0 ? full + (char) (ONE_EIGHTH - Math.max(0, rest - 1)) : full;
  }
}
