package io.podwire.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
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
@JsonPropertyOrder({"schema", "startedAt", "environment", "cells", "cellsSha256", "rows", "doubts"})
@JsonIgnoreProperties( // derived: written, never read into the model
    value = {"cellsSha256", "rows", "doubts"},
    allowGetters = true)
public record Result(String schema, Instant startedAt, Environment environment, List<Cell> cells) {
  /** The name and version of the format. */
  public static final String SCHEMA = "podwire.result/1";

  /**
   * A digest of the cells as they are, by which a reader sees that a file's were edited: {@link
   * CellsDigest}.
   */
  @JsonProperty("cellsSha256")
  public String cellsSha256() {
    return CellsDigest.of(cells);
  }

  /** What a table shows of each cell, in their order. */
  @JsonProperty("rows")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public List<Row> rows() {
    return Row.of(environment, cells);
  }

  /** Why its figures may not be what they seem, see {@link Doubts}; none if there is no reason. */
  @JsonProperty("doubts")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public List<String> doubts() {
    return Doubts.of(this);
  }
}
