package io.podwire.result.analysis;

import io.podwire.result.Cell;
import io.podwire.result.Metric;
import io.podwire.result.Spread;
import io.podwire.result.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The choice among rows that compare and lost nothing. The cheapest whose ends sleep while they
 * wait wins, by less CPU where others are too close to tell; what spinning, the sidecars or http
 * cost beside it is said. A row whose rounds do not agree ({@link RoundDoubts}) overlaps with
 * nearly everything, which says nothing for it: it wins only by its median and where no steady row
 * is as good, and then it is called uncertain.
 */
final class Choice {
  /** Within this factor two rows are the same on any machine. */
  private static final double CLOSE = 1.1;

  private final List<Section.Row> rows;
  private final Metric metric;
  private final List<Section.Row> rivals;
  private final Section.Row winner;

  /**
   * Decides.
   *
   * @param rows at least one, all clean and with a cost
   */
  Choice(List<Section.Row> rows, Metric metric) {
    this.rows = rows;
    this.metric = metric;
    List<Section.Row> asleep = rows.stream().filter(row -> !burnsCores(row.cell())).toList();
    this.rivals = asleep.isEmpty() ? rows : asleep;
    this.winner = winner();
  }

  private Section.Row winner() {
    Section.Row cheapest = cheapest(rivals, row -> true).orElseThrow();
    List<Section.Row> close =
        rivals.stream()
            .filter(row -> isSteady(row) && (row == cheapest || isClose(cheapest, row)))
            .toList();
    if (close.isEmpty()) {
      return cheapest;
    }
    return close.stream().allMatch(row -> cpuNanos(row.cell()) > 0)
        ? close.stream().min(Comparator.comparingDouble(row -> cpuNanos(row.cell()))).orElseThrow()
        : cheapest(close, row -> true).orElseThrow();
  }

  /** The row to take. */
  Cell taken() {
    return winner.cell();
  }

  /** The choice and its reasons. */
  String text() {
    Optional<Section.Row> next = cheapest(rivals, row -> row != winner && !isOpen(row));
    return "take " + described(winner) + ": " + reason(next) + "." + uncertain() + besides(next);
  }

  private String reason(Optional<Section.Row> next) {
    List<Section.Row> close =
        rivals.stream()
            .filter(row -> row != winner && isSteady(row) && isClose(winner, row))
            .toList();
    if (!close.isEmpty()) {
      return unharmed()
          + (cpuNanos(taken()) > 0 ? " and takes the least CPU" : "")
          + " of those too close to tell apart (with "
          + String.join(", ", close.stream().map(row -> name(row.cell())).toList())
          + apart(close)
          + ")";
    }
    return next.map(row -> unharmed() + ", and the next, " + described(row) + ", " + costs(row))
        .orElse(
            unharmed()
                + (rivals.size() > 1
                    ? " and is the only one whose rounds agree"
                    : " and is the only one whose ends sleep while they wait"));
  }

  /** Where rounds that do not agree leave it open. */
  private String uncertain() {
    if (!isSteady(winner)) {
      return String.format(Locale.ROOT, " Uncertain: its rounds vary by more than %s.", wide());
    }
    List<String> open =
        rivals.stream()
            .filter(row -> row != winner && isOpen(row))
            .map(row -> name(row.cell()))
            .toList();
    return open.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            " Not told apart from it, since their rounds vary by more than %s: %s.",
            wide(),
            String.join(", ", open));
  }

  /** Whether it may be as good as the winner only because its rounds do not agree. */
  private boolean isOpen(Section.Row row) {
    return !isSteady(row) && isClose(winner, row);
  }

  private static String wide() {
    return Units.percent(RoundDoubts.WIDE);
  }

  private boolean isSteady(Section.Row row) {
    return spread(row).halfFraction() <= RoundDoubts.WIDE;
  }

  /** Says no more than what was checked. */
  private String unharmed() {
    return "none".equals(taken().verify())
        ? "it lost nothing by number, its content was not checked"
        : "it lost nothing";
  }

  private String apart(List<Section.Row> close) {
    boolean byRounds = close.stream().anyMatch(row -> ratio(row) > CLOSE || ratio(row) < 1 / CLOSE);
    return byRounds ? "; rounds of one are like rounds of another" : "";
  }

  /** What else a reader may want to know, but for {@code next}, of which the reason spoke. */
  private String besides(Optional<Section.Row> next) {
    List<String> others = new ArrayList<>();
    cheapest(rows, row -> burnsCores(row.cell()) && ratio(row) < 1 / CLOSE)
        .ifPresent(
            row ->
                others.add(
                    String.format(
                        Locale.ROOT,
                        "%s is %s faster at the price of a core at each end",
                        described(row),
                        Units.times(1 / ratio(row)))));
    cheapest(rivals, row -> isRelayed(row.cell()) && !isRelayed(taken()))
        .filter(row -> !next.equals(Optional.of(row)))
        .ifPresent(row -> others.add(dearer(row)));
    cheapest(rivals, row -> row.cell().mechanism().equals("http") && row != winner)
        .filter(row -> !next.equals(Optional.of(row)))
        .ifPresent(row -> others.add(dearer(row) + " and is what most people use today"));
    return others.isEmpty() ? "" : " Beside it: " + String.join("; ", others) + ".";
  }

  private String described(Section.Row row) {
    String varies =
        isSteady(row) ? "" : ", varies by " + Units.halfSpread(spread(row).halfFraction());
    return name(row.cell()) + " (" + figures(row.cell()) + varies + ")";
  }

  private String dearer(Section.Row row) {
    return described(row) + " " + costs(row);
  }

  private String costs(Section.Row row) {
    return "costs " + Units.times(ratio(row)) + " as much";
  }

  private Optional<Section.Row> cheapest(List<Section.Row> of, Predicate<Section.Row> which) {
    return of.stream()
        .filter(which)
        .min(Comparator.comparingDouble(row -> row.cost().orElseThrow()));
  }

  private double ratio(Section.Row row) {
    return row.cost().orElseThrow() / winner.cost().orElseThrow();
  }

  private boolean isClose(Section.Row one, Section.Row other) {
    double ratio = other.cost().orElseThrow() / one.cost().orElseThrow();
    double factor = Math.max(ratio, 1 / ratio);
    return factor <= CLOSE || spread(one).overlaps(spread(other));
  }

  private Spread spread(Section.Row row) {
    return Spread.of(metric, row.cell()).orElseThrow();
  }

  private String figures(Cell cell) {
    double cpu = cpuNanos(cell);
    return metric.text(metric.of(cell).orElseThrow())
        + (cpu > 0 ? ", " + Units.nanos(cpu) + " CPU a message" : "");
  }

  /** Mechanism, wait if not block, and how it gets across. */
  static String name(Cell cell) {
    String wait = cell.waitStrategy().equals("block") ? "" : " " + cell.waitStrategy();
    String level = cell.serviceLevel().equals("raw") ? "" : " " + cell.serviceLevel();
    return cell.mechanism()
        + wait
        + level
        + (isRelayed(cell) ? " by the sidecars over " + cell.path().get(1) : "");
  }

  private static boolean isRelayed(Cell cell) {
    return cell.path().size() > 3;
  }

  private static boolean burnsCores(Cell cell) {
    return cell.waitStrategy().equals("spin") || cell.waitStrategy().equals("yield");
  }

  /** The sum of what is known; 0 if nothing is. */
  private static double cpuNanos(Cell cell) {
    Cell.CpuNanosPerMessage cpu = new RowFigures(cell).cpu();
    return cpu == null ? 0 : cpu.sum();
  }
}
