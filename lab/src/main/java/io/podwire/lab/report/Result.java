package io.podwire.lab.report;

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
public record Result(String schema, Instant startedAt, Environment environment, List<Cell> cells) {
  /** The name and version of the format. */
  public static final String SCHEMA = "podwire.result/1";
}
