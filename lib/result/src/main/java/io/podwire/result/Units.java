package io.podwire.result;

import java.util.Locale;

/** Figures as people read them: three significant digits and a unit. Stateless. */
public final class Units {
  private static final String[] TIMES = {"ns", "us", "ms", "s"};
  private static final String[] THOUSANDS = {"", "k", "M", "G", "T"};
  private static final double ROUNDS_UP = 999.5;

  private Units() {}

  /** A time: 1234 is {@code 1.23us}, 0 is {@code 0ns}. */
  public static String nanos(double nanos) {
    return nanos == 0 ? "0ns" : scaled(nanos, TIMES);
  }

  /**
   * A time as a bare number of a unit that {@link #nanos} uses, at most three digits and two
   * decimals.
   */
  public static String nanosIn(String unit, double nanos) {
    double scaled = nanos;
    for (String smaller : TIMES) {
      if (smaller.equals(unit)) {
        return threeDigits(scaled);
      }
      scaled /= 1000;
    }
    throw new IllegalArgumentException("'" + unit + "' is not a unit of time");
  }

  /** A quantity that need not be whole: 1234567 is {@code 1.23M}, 2.5 is {@code 2.50}. */
  public static String quantity(double value) {
    return value == 0 ? "0" : scaled(value, THOUSANDS);
  }

  /** A whole number: exact below 10,000, then as {@link #quantity}. */
  public static String count(long count) {
    return Math.abs(count) < 10_000 ? Long.toString(count) : quantity(count);
  }

  /** How many times: {@code x1}, {@code x3.4}, {@code x34}, {@code x1.20k}. */
  public static String ratio(double ratio) {
    if (ratio >= ROUNDS_UP) {
      return "x" + quantity(ratio);
    }
    if (ratio >= 9.95) {
      return "x" + fixed(ratio, 0);
    }
    return "x" + (Math.abs(ratio - 1) < 0.05 ? "1" : fixed(ratio, ratio < 0.1 ? 2 : 1));
  }

  /** How many times, in words: {@code 3.4 times}. */
  public static String times(double ratio) {
    return ratio(ratio).substring(1) + " times";
  }

  /** A change with its sign: 0.123 is {@code +12.3%}. */
  public static String change(double fraction) {
    return (fraction < 0 ? "-" : "+") + fixed(Math.abs(fraction) * 100, 1) + "%";
  }

  /** A share: 0.125 is {@code 12.5%}, 0.5 is {@code 50%}. */
  public static String percent(double fraction) {
    return new java.math.BigDecimal(fraction * 100)
            .round(new java.math.MathContext(3))
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }

  /** Half of a spread: 0.031 is {@code 3.1%}. */
  public static String halfSpread(double fraction) {
    return fixed(fraction * 100, fraction < 0.0995 ? 1 : 0) + "%";
  }

  private static String scaled(double value, String[] units) {
    int unit = 0;
    double scaled = value;
    while (Math.abs(scaled) >= ROUNDS_UP && unit < units.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return threeDigits(scaled) + units[unit];
  }

  private static String threeDigits(double value) {
    double magnitude = Math.abs(value);
    return fixed(value, magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0);
  }

  private static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
