package io.podwire.result;

import com.fasterxml.jackson.databind.JsonNode;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.Noise;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.VerifyLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the format that types do not hold: what must be there, what must not, and what must
 * agree. Works on the tree beside the model, because only the tree knows what was written.
 */
final class ResultCheck {
  private static final List<String> ALWAYS =
      List.of(
          "mechanism",
          "boundary",
          "path",
          "channel",
          "pattern",
          "sizeBytes",
          "wait",
          "serviceLevel",
          "status");
  private static final List<String> COUNTS =
      List.of("sent", "received", "lost", "duplicated", "reordered", "corrupted", "unknown");

  private final Refusal refuse;
  private final @Nullable FigureCheck figures;

  private ResultCheck(Refusal refuse, @Nullable FigureCheck figures) {
    this.refuse = refuse;
    this.figures = figures;
  }

  /** Throws IllegalArgumentException with the pointer of the first place that breaks a rule. */
  static void check(Result result, JsonNode tree, String name) {
    Refusal refuse = new Refusal(name);
    boolean own = result.schema().equals(Result.SCHEMA);
    ResultCheck check = new ResultCheck(refuse, own ? new FigureCheck(refuse) : null);
    check.noNulls(tree, "");
    check.present(tree, "", List.of("schema", "startedAt", "environment", "cells"));
    check.present(
        tree.path("environment"),
        "/environment",
        List.of(
            "simulated",
            "podwireVersion",
            "javaVersion",
            "kernel",
            "architecture",
            "cores",
            "limits",
            "tmpfsBytes",
            "placement"));
    check.noise(result.environment(), tree.path("environment"));
    for (int i = 0; i < result.cells().size(); i++) {
      check.cell(result.cells().get(i), tree.path("cells").path(i), "/cells/" + i);
    }
    if (own && tree.has("cellsSha256")) {
      refuse.unless(
          tree.path("cellsSha256").asText().equals(result.cellsSha256()),
          "/cellsSha256",
          "does not agree with the cells: they were edited after they had been written; measure again");
    }
  }

  /** What a result may leave out, where it does not. */
  private void noise(Environment environment, JsonNode tree) {
    Noise noise = environment.noise();
    String at = "/environment/noise";
    if (noise != null) {
      present(
          tree.path("noise"),
          at,
          List.of("lookNanos", "largestGapsNanos", "clockResolutionNanos", "clockReadNanos"));
      List<Long> gaps = noise.largestGapsNanos();
      refuse.unless(
          gaps.stream().sorted(Comparator.reverseOrder()).toList().equals(gaps),
          at + "/largestGapsNanos",
          "is not in descending order");
      refuse.unless(
          gaps.isEmpty() || gaps.getFirst().equals(environment.noiseFloorNanos()),
          at + "/largestGapsNanos",
          "does not begin with noiseFloorNanos");
    }
    if (noise != null && noise.gapHistogram() != null) {
      String histogram = noise.gapHistogram();
      refuse.unlessRead(at + "/gapHistogram", () -> LatencySummary.decode(histogram));
    }
    if (environment.during() != null) {
      present(tree.path("during"), "/environment/during", List.of("elapsedNanos"));
    }
  }

  private void cell(Cell cell, JsonNode tree, String at) {
    present(tree, at, ALWAYS);
    refuse.unlessRead(at + "/boundary", () -> Boundary.parse(cell.boundary()));
    refuse.unlessRead(at + "/pattern", () -> Pattern.parse(cell.pattern()));
    refuse.unlessRead(at + "/wait", () -> WaitStrategy.parse(cell.waitStrategy()));
    refuse.unless(
        Set.of("raw", "reliable").contains(cell.serviceLevel()),
        at + "/serviceLevel",
        "'" + cell.serviceLevel() + "' is not a service level; take raw or reliable");
    refuse.unless(
        cell.path().size() >= 3 && cell.path().size() % 2 == 1,
        at + "/path",
        "must alternate places and mechanisms");
    refuse.unless(cell.sizeBytes() >= 0, at + "/sizeBytes", "is negative");
    if (cell.status() == Cell.Status.MEASURED) {
      measured(cell, tree, at);
    } else {
      notMeasured(tree, at);
    }
  }

  private void measured(Cell cell, JsonNode tree, String at) {
    refuse.unless(!tree.has("reason"), at + "/reason", "a measured cell has none");
    present(tree, at, COUNTS);
    present(tree, at, List.of("verify", "durationNanos", "messagesPerSecond", "bytesPerSecond"));
    refuse.unlessRead(at + "/verify", () -> VerifyLevel.parse(tree.path("verify").asText()));
    COUNTS.forEach(
        count -> refuse.unless(tree.path(count).asLong() >= 0, at + "/" + count, "is negative"));
    refuse.unless(
        tree.path("received").asLong() > 0, at + "/received", "must be positive if measured");
    refuse.unless(
        tree.path("durationNanos").asLong() > 0, at + "/durationNanos", "must be positive");
    refuse.unlessAgree(
        tree.path("messagesPerSecond").asDouble(),
        tree.path("received").asLong() * 1e9 / tree.path("durationNanos").asLong(),
        at + "/messagesPerSecond",
        "received over durationNanos");
    refuse.unlessAgree(
        tree.path("bytesPerSecond").asDouble(),
        tree.path("messagesPerSecond").asDouble() * cell.sizeBytes(),
        at + "/bytesPerSecond",
        "messagesPerSecond times sizeBytes");
    refuse.unless(
        tree.path("lost").asLong() >= tree.path("sent").asLong() - tree.path("received").asLong(),
        at + "/lost",
        "is less than sent minus received");
    List<Cell.Round> rounds = cell.rounds();
    if (rounds != null) {
      refuse.unless(rounds.size() > 1, at + "/rounds", "must be two or more, or absent");
      within(Metric.THROUGHPUT, cell, at + "/messagesPerSecond");
    }
    Cell.Latency latency = cell.latency();
    if (latency != null) {
      latency(latency, cell.pattern(), tree.path("latency"), at + "/latency");
    }
    if (figures != null) {
      figures.cell(cell, at);
    }
  }

  private void latency(Cell.Latency latency, String pattern, JsonNode tree, String at) {
    List<String> rising =
        List.of("minNanos", "p50Nanos", "p90Nanos", "p99Nanos", "p999Nanos", "maxNanos");
    present(tree, at, rising);
    present(tree, at, List.of("kind", "meanNanos", "histogram"));
    refuse.unless(
        Set.of("round-trip", "one-way").contains(latency.kind()),
        at + "/kind",
        "'" + latency.kind() + "' is not a kind; take round-trip or one-way");
    refuse.unless(
        latency.kind().equals(LatencyKind.ofPattern(pattern)),
        at + "/kind",
        "is " + latency.kind() + ", which is not what the pattern " + pattern + " measures");
    for (int i = 1; i < rising.size(); i++) {
      refuse.unless(
          tree.path(rising.get(i)).asLong() >= tree.path(rising.get(i - 1)).asLong(),
          at + "/" + rising.get(i),
          "is below " + rising.get(i - 1));
    }
    refuse.unlessRead(at + "/histogram", () -> LatencySummary.decode(latency.histogram()));
  }

  /** All rounds together lie between the least and the greatest of them. */
  private void within(Metric metric, Cell cell, String at) {
    Spread.of(metric, cell)
        .ifPresent(
            spread -> {
              Double together = metric.ofAll(cell);
              refuse.unless(
                  together != null
                      && together >= spread.low() * (1 - Refusal.ROUNDING)
                      && together <= spread.high() * (1 + Refusal.ROUNDING),
                  at,
                  String.format(
                      Locale.ROOT,
                      "does not lie between its rounds, %s and %s",
                      spread.low(),
                      spread.high()));
            });
  }

  private void notMeasured(JsonNode tree, String at) {
    present(tree, at, List.of("reason"));
    tree.fieldNames()
        .forEachRemaining(
            field ->
                refuse.unless(
                    ALWAYS.contains(field) || field.equals("reason"),
                    at + "/" + field,
                    "a cell that was not measured has no figures"));
  }

  private void noNulls(JsonNode tree, String at) {
    refuse.unless(!tree.isNull(), at, "is null; what could not be measured is left out");
    tree.properties().forEach(field -> noNulls(field.getValue(), at + "/" + field.getKey()));
    for (int i = 0; tree.isArray() && i < tree.size(); i++) {
      noNulls(tree.get(i), at + "/" + i);
    }
  }

  private void present(JsonNode tree, String at, List<String> fields) {
    fields.forEach(field -> refuse.unless(tree.has(field), at + "/" + field, "is missing"));
  }
}
