package io.podwire.result.analysis;

import io.podwire.result.Cell;
import io.podwire.result.CellIdentity;
import io.podwire.result.Metric;
import io.podwire.result.Spread;
import io.podwire.result.Units;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether it is known what the shares of saturation are shares of. Stateless. */
final class SaturationDoubts {
  private SaturationDoubts() {}

  /** A sentence, if the saturation of a channel that carried a share of it varied widely. */
  static Optional<String> of(List<Cell> measured) {
    List<Cell> shares =
        measured.stream().filter(offers(offered -> offered.saturationFraction() != null)).toList();
    String wide =
        measured.stream()
            .filter(offers(Cell.Offered::isAtOnce))
            .filter(cell -> halfFraction(cell) > RoundDoubts.WIDE)
            .filter(cell -> shares.stream().anyMatch(share -> isOf(share, cell)))
            .map(cell -> Choice.name(cell) + " (" + Units.halfSpread(halfFraction(cell)) + ")")
            .distinct()
            .collect(Collectors.joining(", "));
    return wide.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                    Locale.ROOT,
                    "The rate at which %s saturated varied by more than %s between its rounds: the shares of it",
                    wide,
                    Units.percent(RoundDoubts.WIDE))
                + " are doubtful, 90% may be beyond saturation; measure longer, in more rounds, or on a"
                + " quieter machine.");
  }

  private static Predicate<Cell> offers(Predicate<Cell.Offered> which) {
    return cell -> cell.offered() != null && which.test(cell.offered());
  }

  private static double halfFraction(Cell cell) {
    return Spread.of(Metric.THROUGHPUT, cell).map(Spread::halfFraction).orElse(0.0);
  }

  private static boolean isOf(Cell share, Cell saturated) {
    return CellIdentity.of(share).atAnyLoad().equals(CellIdentity.of(saturated).atAnyLoad());
  }
}
