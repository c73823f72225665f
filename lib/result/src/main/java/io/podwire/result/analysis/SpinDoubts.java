package io.podwire.result.analysis;

import io.podwire.lab.environment.Environment;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.Wrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Whether those that spin while they wait had a core each. Stateless. */
final class SpinDoubts {
  private SpinDoubts() {}

  /** How many threads spun at the same time on how many cores. */
  private record Shortage(int threads, double cores) {
    String text(TreeSet<String> names) {
      return String.format(
              Locale.ROOT,
              "%s: %d spinning thread%s had %s, so one waits for its time slice while the other spins, and",
              String.join(", ", names),
              threads,
              threads == 1 ? "" : "s",
              coresText(cores))
          + String.format(
              Locale.ROOT,
              " the scheduler is measured, not the mechanism; wait with block, or give it %d core%s.",
              threads,
              threads == 1 ? "" : "s");
    }
  }

  /** A sentence for each kind of shortage. */
  static List<String> of(Environment environment, List<Cell> measured) {
    Map<Shortage, TreeSet<String>> names = new LinkedHashMap<>();
    for (Cell cell : measured) {
      shortage(environment, cell)
          .ifPresent(
              shortage ->
                  names
                      .computeIfAbsent(shortage, unseen -> new TreeSet<>())
                      .add(Choice.name(cell)));
    }
    return names.entrySet().stream()
        .map(entry -> entry.getKey().text(entry.getValue()))
        .map(Wrap::oneLine)
        .toList();
  }

  private static Optional<Shortage> shortage(Environment environment, Cell cell) {
    if (!spins(cell)) {
      return Optional.empty();
    }
    Boundary boundary = Boundary.parse(cell.boundary());
    int threads = (cell.path().size() + 1) / 2; // a place each; more than two where it is relayed
    Double limit = environment.cpuLimitCores();
    boolean oneGroup =
        boundary.compareTo(Boundary.PROCESS) <= 0 || !environment.simulated().isEmpty();
    Shortage shortage;
    if (oneGroup) {
      shortage =
          new Shortage(
              threads, limit == null ? environment.cores() : Math.min(limit, environment.cores()));
    } else if (limit == null) {
      boolean oneMachine = boundary.compareTo(Boundary.NODE) < 0;
      shortage = new Shortage(oneMachine ? threads : (threads + 1) / 2, environment.cores());
    } else if (ThrottleDoubts.isKnown(cell)) {
      return Optional.empty(); // what the ends' own limits did to them stands in the cell
    } else {
      shortage = new Shortage(1, limit); // a container each; how many cores there are it hides
    }
    return shortage.cores < shortage.threads ? Optional.of(shortage) : Optional.empty();
  }

  /** Whether the ends of a cell keep a core busy while they wait. */
  static boolean spins(Cell cell) {
    return cell.waitStrategy().equals("spin") || cell.waitStrategy().equals("yield");
  }

  private static String coresText(double cores) {
    return cores == 1
        ? "1 core"
        : String.format(
            Locale.ROOT, cores == Math.rint(cores) ? "%.0f cores" : "%.2f cores", cores);
  }
}
