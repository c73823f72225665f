package io.podwire.result.text;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.podwire.lab.environment.Environment;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.analysis.CellFigures;
import io.podwire.result.analysis.Doubts;
import java.time.Instant;
import java.util.List;

/**
 * A result as JSON: {@code podwire.result/1}. Besides what was measured it holds what follows from
 * that, so that readers need not compute it. {@link io.podwire.result.ResultReader} reads it.
 *
 * @param cellsSha256 a digest of the cells, by which a reader finds that a file's were edited
 * @param rows what a table shows of each cell, in their order
 * @param doubts why the figures may not be what they seem
 */
public record ResultDocument(
    String schema,
    Instant startedAt,
    Environment environment,
    List<Cell> cells,
    String cellsSha256,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CellFigures> rows,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> doubts) {

  /** The document of a result. */
  public static ResultDocument of(Result result) {
    return new ResultDocument(
        result.schema(),
        result.startedAt(),
        result.environment(),
        result.cells(),
        result.cellsSha256(),
        CellFigures.of(result.environment(), result.cells()),
        Doubts.of(result));
  }

  /** Has Jackson write the result in a field as its document. */
  public static final class Writing extends StdConverter<Result, ResultDocument> {
    @Override
    public ResultDocument convert(Result result) {
      return of(result);
    }
  }
}
