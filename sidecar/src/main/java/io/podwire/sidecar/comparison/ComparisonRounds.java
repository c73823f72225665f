package io.podwire.sidecar.comparison;

import io.podwire.result.Cell;
import io.podwire.result.Rounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The planned cells and the rounds that were measured of each. For one thread. */
final class ComparisonRounds {
  private final Map<PlannedCell, List<Cell>> rounds = new LinkedHashMap<>();
  private int runs;

  ComparisonRounds(List<PlannedCell> plan) {
    plan.forEach(planned -> rounds.put(planned, new ArrayList<>()));
  }

  /** All but those of which a round had no figure: they are not tried again. */
  List<PlannedCell> stillToMeasure() {
    return rounds.entrySet().stream()
        .filter(entry -> entry.getValue().stream().allMatch(Cell::isMeasured))
        .map(Map.Entry::getKey)
        .toList();
  }

  void add(PlannedCell planned, Cell cell) {
    rounds.getOrDefault(planned, new ArrayList<>()).add(cell);
    runs += planned.obstacle() == null ? 1 : 0;
  }

  /** How many cells nothing stands in the way of. */
  int measurable() {
    return (int) rounds.keySet().stream().filter(cell -> cell.obstacle() == null).count();
  }

  /** How many runs there were. */
  int runs() {
    return runs;
  }

  /** Each cell, all its rounds together, in the order of the plan. */
  List<Cell> cells() {
    return rounds.values().stream().map(Rounds::together).toList();
  }
}
