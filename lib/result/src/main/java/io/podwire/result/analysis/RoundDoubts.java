package io.podwire.result.analysis;

import io.podwire.result.Cell;
import io.podwire.result.Metric;
import io.podwire.result.Spread;
import io.podwire.result.Units;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which cells vary so much between their rounds that their median says little. Stateless. */
public final class RoundDoubts {
  /** A median that may as well have been a quarter higher or lower decides nothing. */
  public static final double WIDE = 0.25;

  private static final int NAMED = 3;

  private record Wide(Cell cell, double halfFraction) {}

  private RoundDoubts() {}

  /** A sentence, if there is such a cell among the measured ones. */
  static Optional<String> of(List<Cell> measured) {
    List<Wide> wide =
        measured.stream()
            .flatMap(cell -> halfFraction(cell).map(half -> new Wide(cell, half)).stream())
            .filter(cell -> cell.halfFraction() > WIDE)
            .sorted(Comparator.comparingDouble(Wide::halfFraction).reversed())
            .toList();
    return wide.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                    Locale.ROOT,
                    "%d of %d cells vary by more than %s between their rounds, most of all %s: these medians say",
                    wide.size(),
                    measured.size(),
                    Units.percent(WIDE),
                    named(wide))
                + " little; measure longer, in more rounds, or on a quieter machine.");
  }

  private static Optional<Double> halfFraction(Cell cell) {
    return Spread.of(Metric.ofPattern(cell.pattern()), cell).map(Spread::halfFraction);
  }

  private static String named(List<Wide> wide) {
    return wide.stream()
        .limit(NAMED)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s %s (%s %s, %s)",
                    each.cell().mechanism(),
                    each.cell().waitStrategy(),
                    each.cell().boundary(),
                    each.cell().pattern(),
                    Units.halfSpread(each.halfFraction())))
        .collect(Collectors.joining(", "));
  }
}
