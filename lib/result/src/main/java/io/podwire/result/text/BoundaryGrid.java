package io.podwire.result.text;

import io.podwire.ipc.ByteSize;
import io.podwire.result.Boundary;
import io.podwire.result.Units;
import io.podwire.result.analysis.BoundaryPrice;
import io.podwire.result.text.Grid.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The prices as a grid: a line for each way, a column for each boundary. Stateless. */
final class BoundaryGrid {
  static final String TITLE = "What each boundary costs";
  static final String EXPLANATION =
      "Round trip p50 = times the boundary before it, or = ? where rounds of one are like rounds of the"
          + " other. A relayed way begins with its local leg.";

  private BoundaryGrid() {}

  static Grid of(List<BoundaryPrice> prices) {
    boolean severalSizes = prices.stream().map(BoundaryPrice::sizeBytes).distinct().count() > 1;
    List<Grid.Column> columns = new ArrayList<>();
    columns.add(new Grid.Column("way", false));
    columns.add(new Grid.Column("size", true));
    Arrays.stream(Boundary.values())
        .forEach(boundary -> columns.add(new Grid.Column(boundary.text(), true)));
    List<Grid.Line> lines =
        prices.stream().map(price -> new Grid.Line(fields(price, severalSizes), null)).toList();
    return new Grid(columns, lines).withoutUnusedColumns();
  }

  private static List<Field> fields(BoundaryPrice price, boolean withSize) {
    Map<Boundary, BoundaryPrice.Step> steps =
        price.steps().stream()
            .collect(Collectors.toMap(BoundaryPrice.Step::boundary, Function.identity()));
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(price.way(), Ink.STRONG));
    fields.add(Field.of(withSize ? ByteSize.format(price.sizeBytes()) : null));
    for (Boundary boundary : Boundary.values()) {
      BoundaryPrice.Step step = steps.get(boundary);
      fields.add(step == null ? Field.EMPTY : Field.of(text(step)));
    }
    return fields;
  }

  private static String text(BoundaryPrice.Step step) {
    String nanos = Units.nanos(step.p50Nanos());
    if (step.first()) {
      return nanos;
    }
    return String.format(
        Locale.ROOT,
        "%s = %-4s",
        nanos,
        step.timesBefore().isEmpty() ? "?" : Units.ratio(step.timesBefore().getAsDouble()));
  }
}
