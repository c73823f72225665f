package io.podwire.result.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.podwire.lab.Json;
import io.podwire.result.CellIdentity;
import io.podwire.result.Spread;
import io.podwire.result.Units;
import io.podwire.result.Wrap;
import io.podwire.result.analysis.Change;
import io.podwire.result.analysis.Comparison;
import io.podwire.result.analysis.ComparisonPair;
import io.podwire.result.text.Grid.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes a comparison of two results. Stateless. */
public final class ComparisonReport {
  private static final List<Grid.Column> COLUMNS =
      List.of(
          new Grid.Column("mechanism", false),
          new Grid.Column("boundary", false),
          new Grid.Column("path", false),
          new Grid.Column("pattern", false),
          new Grid.Column("load", false),
          new Grid.Column("size", true),
          new Grid.Column("wait", false),
          new Grid.Column("base", true),
          new Grid.Column("+-", true),
          new Grid.Column("new", true),
          new Grid.Column("+-", true),
          new Grid.Column("change", true),
          new Grid.Column("verdict", false));

  private ComparisonReport() {}

  /**
   * The whole text, ended by a newline.
   *
   * @throws IllegalArgumentException if the format is CSV, which has no form for it
   */
  public static String render(Comparison comparison, Format format, Style style) {
    return switch (format) {
      case TABLE -> table(comparison, style);
      case MARKDOWN -> markdown(comparison);
      case JSON -> json(comparison);
      case CSV ->
          throw new IllegalArgumentException(
              "a comparison has no form as csv; take table, markdown or json");
    };
  }

  /** The verdict in one sentence. */
  public static String summary(Comparison comparison) {
    long compared = comparison.pairs().stream().filter(ComparisonPair::isComparable).count();
    long uncertain =
        comparison.pairs().stream().filter(pair -> pair.change() == Change.UNCERTAIN).count();
    long worse = comparison.pairs().stream().filter(pair -> pair.change().isWorse()).count();
    String tolerance =
        String.format(Locale.ROOT, "%s%%", Units.quantity(comparison.toleranceFraction() * 100));
    return switch (comparison.verdict()) {
      case LOSS ->
          String.format(
              Locale.ROOT,
              "Loss: %d cells of the new result lost or damaged messages.",
              comparison.losses().size());
      case REGRESSION ->
          String.format(
              Locale.ROOT,
              "Regression: %d of %d cells are worse by more than %s or no longer measured.",
              worse,
              comparison.pairs().size(),
              tolerance);
      case NOTHING_COMPARABLE -> "Nothing to compare: no cell was measured in both results.";
      case FINE ->
          String.format(
              Locale.ROOT,
              "Fine: none of %d cells is worse by more than %s%s.",
              compared,
              tolerance,
              uncertain == 0
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      " and by more than its rounds vary (%d are within their spread)",
                      uncertain));
    };
  }

  private static String table(Comparison comparison, Style style) {
    StringBuilder text = new StringBuilder();
    if (!comparison.pairs().isEmpty()) {
      text.append(new GridText(grid(comparison), style).text()).append('\n');
    }
    for (String remark : remarks(comparison)) {
      text.append(Wrap.paragraph("", remark, style.proseColumns()));
    }
    String summary = summary(comparison);
    Ink ink = comparison.verdict() == Comparison.Verdict.FINE ? Ink.GOOD : Ink.BAD;
    return text.append(style.colours() ? ink.on(summary) : summary).append('\n').toString();
  }

  private static String markdown(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    if (!comparison.pairs().isEmpty()) {
      text.append(GridMarkdown.of(grid(comparison))).append('\n');
    }
    for (String remark : remarks(comparison)) {
      text.append("- ").append(GridMarkdown.escaped(remark)).append('\n');
    }
    return text.append("\n**").append(summary(comparison)).append("**\n").toString();
  }

  private static String json(Comparison comparison) {
    try {
      return Json.mapper().writeValueAsString(ComparisonTree.of(comparison)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison could not be written: " + e.getMessage(), e);
    }
  }

  private static List<String> remarks(Comparison comparison) {
    List<String> remarks = new ArrayList<>(comparison.schemaRemarks());
    comparison.losses().forEach(cell -> remarks.add("Lost or damaged in new: " + cell.text()));
    comparison.onlyInBase().forEach(cell -> remarks.add("Only in base: " + cell.text()));
    comparison.onlyInNew().forEach(cell -> remarks.add("Only in new: " + cell.text()));
    comparison.pairs().stream()
        .filter(pair -> pair.isComparable() && !pair.reason().isEmpty())
        .forEach(
            pair ->
                remarks.add(
                    String.format(
                        Locale.ROOT,
                        "Not by latency: %s: %s",
                        pair.identity().text(),
                        pair.reason())));
    comparison
        .methodDifferences()
        .forEach(difference -> remarks.add("Measured in another way: " + difference));
    comparison
        .environmentDifferences()
        .forEach(difference -> remarks.add("Environment differs: " + difference));
    if (comparison.pairs().stream().anyMatch(ComparisonPair::isSingle)) {
      remarks.add(
          "Without rounds there is no spread: where both figures are of one round the tolerance alone"
              + " decides. Measure with --rounds 3 or more.");
    }
    return remarks;
  }

  private static Grid grid(Comparison comparison) {
    boolean severalBoundaries =
        comparison.pairs().stream().map(pair -> pair.identity().boundary()).distinct().count() > 1;
    return new Grid(
            COLUMNS,
            comparison.pairs().stream().map(pair -> line(pair, severalBoundaries)).toList())
        .withoutUnusedColumns();
  }

  private static Grid.Line line(ComparisonPair pair, boolean withBoundary) {
    CellIdentity cell = pair.identity();
    String level = cell.serviceLevel().equals("raw") ? "" : " " + cell.serviceLevel();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(cell.mechanism() + level, Ink.STRONG));
    fields.add(Field.of(withBoundary ? cell.boundary() : null));
    fields.add(new Field(cell.pathText(), Ink.FAINT));
    fields.add(Field.of(cell.pattern()));
    fields.add(Field.of(cell.load()));
    fields.add(Field.of(io.podwire.ipc.ByteSize.format(cell.sizeBytes())));
    fields.add(Field.of(cell.waitStrategy()));
    fields.add(Field.of(figure(pair, pair.base())));
    fields.add(Field.of(pair.base().map(ComparisonReport::spread).orElse("")));
    if (pair.change() == Change.GONE) {
      return new Grid.Line(fields, new Grid.Note(pair.change().words(), Ink.BAD, pair.reason()));
    }
    fields.add(Field.of(figure(pair, pair.now())));
    fields.add(Field.of(pair.now().map(ComparisonReport::spread).orElse("")));
    fields.add(Field.of(change(pair.ratio())));
    fields.add(new Field(pair.change().words(), ink(pair.change())));
    return new Grid.Line(fields, null);
  }

  private static String figure(ComparisonPair pair, Optional<Spread> value) {
    return value.map(spread -> pair.metric().text(spread.median())).orElse("");
  }

  private static String spread(Spread spread) {
    return spread.rounds() == 1 ? "" : Units.halfSpread(spread.halfFraction());
  }

  private static String change(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : Units.change(ratio.getAsDouble() - 1);
  }

  private static Ink ink(Change change) {
    return switch (change) {
      case BETTER -> Ink.GOOD;
      case WORSE, GONE -> Ink.BAD;
      case UNCERTAIN -> Ink.NOTICE;
      case SAME, NEW -> Ink.PLAIN;
    };
  }
}
