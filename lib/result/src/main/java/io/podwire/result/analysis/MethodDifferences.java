package io.podwire.result.analysis;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.result.Cell;
import io.podwire.result.CellIdentity;
import io.podwire.result.Units;
import io.podwire.result.Wrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the same cell was measured in another way in two results, so that a change may be the
 * method's and not the mechanism's. For one thread.
 */
final class MethodDifferences {
  private static final String NOT_KNOWN = "not known";
  private static final String NOT_GIVEN = "not given";

  private final Map<String, List<CellIdentity>> cellsByDifference = new LinkedHashMap<>();
  private int cells;

  /** Takes a cell that both results measured. */
  void add(Cell base, Cell now) {
    cells++;
    CellIdentity identity = CellIdentity.of(base);
    note(identity, "verify", base.verify(), now.verify());
    note(identity, "warm-up", time(base.warmupNanos()), time(now.warmupNanos()));
    note(identity, "length of a round", time(base.roundNanos()), time(now.roundNanos()));
    note(identity, "rounds", rounds(base), rounds(now));
    Map<String, String> before = parameters(base);
    Map<String, String> after = parameters(now);
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    for (String name : all.keySet()) {
      note(
          identity,
          "the channel's " + name,
          before.getOrDefault(name, NOT_GIVEN),
          after.getOrDefault(name, NOT_GIVEN));
    }
  }

  private void note(
      CellIdentity cell, String what, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      cellsByDifference
          .computeIfAbsent(
              what + " " + known(before) + " -> " + known(after), unseen -> new ArrayList<>())
          .add(cell);
    }
  }

  private static String known(@Nullable String value) {
    return value == null ? NOT_KNOWN : Wrap.oneLine(value);
  }

  private static @Nullable String time(@Nullable Long nanos) {
    return nanos == null ? null : Units.nanos(nanos);
  }

  private static String rounds(Cell cell) {
    List<Cell.Round> rounds = cell.rounds();
    return rounds == null ? "1" : Integer.toString(rounds.size());
  }

  /**
   * Of the channel, without those that are paths: these differ from run to run as its name does.
   */
  private static Map<String, String> parameters(Cell cell) {
    try {
      Map<String, String> parameters = new TreeMap<>(ChannelUri.parse(cell.channel()).parameters());
      parameters.values().removeIf(value -> value.contains("/"));
      return parameters;
    } catch (ChannelException foreign) {
      return Map.of();
    }
  }

  /** One for each kind of difference: what it is and in which cells. */
  List<String> sentences() {
    return cellsByDifference.entrySet().stream()
        .map(difference -> difference.getKey() + " in " + where(difference.getValue()))
        .toList();
  }

  private String where(List<CellIdentity> differing) {
    if (differing.size() == cells && cells > 1) {
      return String.format(Locale.ROOT, "all %d cells", cells);
    }
    String first = differing.getFirst().text();
    return differing.size() == 1
        ? first
        : String.format(
            Locale.ROOT, "%d of %d cells, the first of them %s", differing.size(), cells, first);
  }
}
