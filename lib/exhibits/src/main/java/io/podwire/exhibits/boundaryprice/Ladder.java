package io.podwire.exhibits.boundaryprice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The rungs over one mechanism with one waiting, from near to far.
 *
 * @param rungs at least two
 */
record Ladder(List<Rung> rungs) {
  /** Puts rungs of whatever ladders, each in the order from near to far, into theirs. */
  static List<Ladder> of(List<Rung> all) {
    return all.stream()
        .collect(
            Collectors.groupingBy(
                rung -> List.of(rung.way().mechanism(), rung.way().waiting()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(Ladder::new)
        .toList();
  }

  private Way way() {
    return rungs.getFirst().way();
  }

  String mechanism() {
    return way().mechanism();
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int i = 1; i < rungs.size(); i++) {
      steps.add(new Step(rungs.get(i - 1), rungs.get(i)));
    }
    return steps;
  }

  /** The cheapest rung beyond a process. */
  double cheapestNanos() {
    return rungs.stream().skip(1).mapToDouble(rung -> rung.nanos().median()).min().orElseThrow();
  }

  String sentence(int sizeBytes) {
    return String.format(
        Locale.ROOT,
        "%s, %s: median round trip of %d bytes: %s",
        mechanism(),
        way().waiting().text(),
        sizeBytes,
        rungs.stream().map(Rung::words).collect(Collectors.joining(", ")));
  }
}
