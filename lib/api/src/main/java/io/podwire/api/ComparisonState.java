package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.podwire.lab.workload.RunStatus;
import io.podwire.result.Result;
import io.podwire.result.text.ResultDocument;
import org.jspecify.annotations.Nullable;

/**
 * A comparison, as a sidecar answers it at {@code /api/runs/{id}}.
 *
 * @param cellsDone cells finished so far
 * @param cellsTotal cells to measure in all
 * @param current what is measured now, in words
 * @param result once done
 * @param error one line, once failed
 * @param notice one line, if something besides the result went wrong, for instance its storing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonState(
    String id,
    RunStatus status,
    int cellsDone,
    int cellsTotal,
    @Nullable String current,
    @JsonSerialize(converter = ResultDocument.Writing.class) @Nullable Result result,
    @Nullable String error,
    @Nullable String notice) {
  /** The same for a list. */
  public ComparisonState withoutResult() {
    return new ComparisonState(id, status, cellsDone, cellsTotal, current, null, error, notice);
  }
}
