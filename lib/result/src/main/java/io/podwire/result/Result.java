package io.podwire.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.podwire.lab.environment.Environment;
import java.time.Instant;
import java.util.List;

/**
 * A comparison's result, the model of every format.
 *
 * @param schema always {@value #SCHEMA}
 * @param startedAt when the first cell began
 * @param environment what it was measured on
 * @param cells in the order of the table
 */
@JsonIgnoreProperties({"cellsSha256", "rows", "doubts"}) // a file's; they follow from the rest
public record Result(String schema, Instant startedAt, Environment environment, List<Cell> cells) {
  /** The name and version of the format. */
  public static final String SCHEMA = "podwire.result/1";

  /** A digest of the cells as they are, see {@link CellsDigest}. */
  public String cellsSha256() {
    return CellsDigest.of(cells);
  }
}
