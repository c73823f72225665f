package io.podwire.result.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.result.Cell;
import io.podwire.result.CellIdentity;
import io.podwire.result.Result;
import io.podwire.result.Wrap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two results side by side, cell by cell.
 *
 * @param pairs cells in both, measured in at least one
 * @param onlyInBase cells that the new result does not have
 * @param onlyInNew cells that the base does not have
 * @param schemaRemarks what the results' schemas mean for the comparison; empty if both are this
 *     version's
 * @param methodDifferences what was measured in another way (checking, warm-up, rounds, parameters
 *     of the channel), and in which cells
 * @param environmentDifferences fields of the environment that differ, with both values
 * @param losses cells of the new result that lost or damaged messages
 * @param toleranceFraction how much worse a figure may be: 0.1 is 10 %
 */
public record Comparison(
    List<ComparisonPair> pairs,
    List<CellIdentity> onlyInBase,
    List<CellIdentity> onlyInNew,
    List<String> schemaRemarks,
    List<String> methodDifferences,
    List<String> environmentDifferences,
    List<CellIdentity> losses,
    double toleranceFraction) {
  /** Fields that differ from moment to moment on one machine. */
  private static final Set<String> MOMENTARY =
      Set.of("bootId", "throttledNanos", "noiseFloorNanos", "noise", "otherLoadCores", "during");

  /** What a comparison comes to, worst first. */
  public enum Verdict {
    /** The new result lost or damaged messages. */
    LOSS(4),
    /** A figure is worse than tolerance and spread allow, or what was measured no longer is. */
    REGRESSION(3),
    /** No cell was measured in both. */
    NOTHING_COMPARABLE(1),
    /** All within tolerance or spread, or better. */
    FINE(0);

    private final int exitCode;

    Verdict(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of the command. */
    public int exitCode() {
      return exitCode;
    }
  }

  /**
   * Compares.
   *
   * @param toleranceFraction 0 or more
   * @throws IllegalArgumentException if the tolerance is negative or no number
   */
  public static Comparison of(Result base, Result now, double toleranceFraction) {
    if (!(toleranceFraction >= 0)) {
      throw new IllegalArgumentException(
          "tolerance " + toleranceFraction + " is not 0 or more; give for instance 10%");
    }
    Map<CellIdentity, Deque<Cell>> unmatched = new LinkedHashMap<>();
    for (Cell cell : now.cells()) {
      unmatched.computeIfAbsent(CellIdentity.of(cell), key -> new ArrayDeque<>()).add(cell);
    }
    List<ComparisonPair> pairs = new ArrayList<>();
    List<CellIdentity> onlyInBase = new ArrayList<>();
    MethodDifferences methods = new MethodDifferences();
    for (Cell cell : base.cells()) {
      CellIdentity identity = CellIdentity.of(cell);
      Cell match = unmatched.getOrDefault(identity, new ArrayDeque<>()).poll();
      if (match == null) {
        onlyInBase.add(identity);
      } else if (cell.isMeasured() || match.isMeasured()) {
        pairs.add(ComparisonPair.of(cell, match, toleranceFraction));
        if (cell.isMeasured() && match.isMeasured()) {
          methods.add(cell, match);
        }
      }
    }
    return new Comparison(
        List.copyOf(pairs),
        List.copyOf(onlyInBase),
        unmatched.values().stream().flatMap(Deque::stream).map(CellIdentity::of).toList(),
        schemaRemarks(base, now),
        methods.sentences(),
        environmentDifferences(base, now),
        now.cells().stream().filter(cell -> cell.wrong() > 0).map(CellIdentity::of).toList(),
        toleranceFraction);
  }

  /** What it comes to. */
  public Verdict verdict() {
    if (!losses.isEmpty()) {
      return Verdict.LOSS;
    }
    if (pairs.stream().anyMatch(pair -> pair.change().isWorse())) {
      return Verdict.REGRESSION;
    }
    return pairs.stream().anyMatch(ComparisonPair::isComparable)
        ? Verdict.FINE
        : Verdict.NOTHING_COMPARABLE;
  }

  private static List<String> schemaRemarks(Result base, Result now) {
    if (base.schema().equals(Result.SCHEMA) && now.schema().equals(Result.SCHEMA)) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "Schema: base is %s, new is %s, this podwire reads %s; only fields that it knows were compared",
            base.schema(),
            now.schema(),
            Result.SCHEMA));
  }

  private static List<String> environmentDifferences(Result base, Result now) {
    ObjectNode before = Json.mapper().valueToTree(base.environment());
    ObjectNode after = Json.mapper().valueToTree(now.environment());
    Set<String> fields = new TreeSet<>();
    before.fieldNames().forEachRemaining(fields::add);
    after.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(MOMENTARY);
    return fields.stream()
        .filter(field -> !before.path(field).equals(after.path(field)))
        .map(field -> field + ": " + text(before.path(field)) + " -> " + text(after.path(field)))
        .toList();
  }

  private static String text(JsonNode value) {
    return value.isMissingNode()
        ? "not known"
        : Wrap.oneLine(value.isValueNode() ? value.asText() : value.toString());
  }
}
