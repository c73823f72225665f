package io.podwire.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.lab.environment.Environment;

/**
 * An environment in the making: a quiet machine of eight cores with pinned ends, of which nothing
 * is to be doubted, until something is put in or taken out.
 */
public final class MachineDraft {
  private final ObjectNode tree = Json.mapper().valueToTree(SampleResult.environment());

  private MachineDraft() {}

  public static MachineDraft quiet() {
    return new MachineDraft()
        .with("simulated", "[]")
        .with("cores", "8")
        .with("virtualMachine", "false")
        .with("noiseFloorNanos", "5000")
        .with(
            "noise",
            "{\"lookNanos\": 100000000, \"largestGapsNanos\": [5000, 900, 800, 700, 600],"
                + " \"clockResolutionNanos\": 10, \"clockReadNanos\": 20, \"wakeNanos\": 3000}")
        .with("otherLoadCores", "0.02")
        .with(
            "during",
            "{\"elapsedNanos\": 10000000000, \"throttledNanos\": 0, \"stolenNanos\": 0,"
                + " \"otherLoadCores\": 0.01}")
        .with("placement", "{\"source\": \"core 0\", \"sink\": \"core 1\"}")
        .with("coreDistance", "\"shared-cache\"");
  }

  /** Sets a field of the JSON form. */
  public MachineDraft with(String field, String json) {
    try {
      tree.set(field, Json.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return this;
  }

  public MachineDraft without(String field) {
    tree.remove(field);
    return this;
  }

  public Environment environment() {
    return Json.mapper().convertValue(tree, Environment.class);
  }

  public Result result(Cell... cells) {
    Result sample = SampleResult.of(java.util.List.of(cells));
    return new Result(sample.schema(), sample.startedAt(), environment(), sample.cells());
  }
}
