package io.podwire.result.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.environment.Environment;
import io.podwire.result.Cell;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the row of a cell shows, for readers that draw a table of their own: each figure the median
 * of the rounds, see {@link RowFigures}. Absent is what the cell does not know; all of it where
 * nothing was measured.
 *
 * @param p99Nanos latency in ns
 * @param cpuNanosPerMessage its parts add up
 * @param contextSwitchesPerMessage of both ends and of the sidecars between, as the next two
 * @param coresBusy CPU time per message times messages per second
 * @param marked the figures that the machine's noise alone explains: p50, p99, max
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CellFigures(
    @Nullable Long p99Nanos,
    Cell.@Nullable CpuNanosPerMessage cpuNanosPerMessage,
    @Nullable Double contextSwitchesPerMessage,
    @Nullable Double systemCallsPerMessage,
    @Nullable Double allocatedBytesPerMessage,
    @Nullable Double coresBusy,
    List<String> marked) {

  private static final CellFigures NOTHING =
      new CellFigures(null, null, null, null, null, null, List.of());

  /** The row of each cell, in their order. */
  public static List<CellFigures> of(Environment environment, List<Cell> cells) {
    FigureDoubts doubts = new FigureDoubts(environment);
    return cells.stream().map(cell -> cell.isMeasured() ? of(cell, doubts) : NOTHING).toList();
  }

  private static CellFigures of(Cell cell, FigureDoubts doubts) {
    RowFigures figures = new RowFigures(cell);
    return new CellFigures(
        figures.p99Nanos(),
        figures.cpu(),
        figures.contextSwitches(),
        figures.systemCalls(),
        figures.allocatedBytes(),
        figures.coresBusy(),
        doubts.of(cell).stream().map(figure -> figure.name().toLowerCase(Locale.ROOT)).toList());
  }
}
