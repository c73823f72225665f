package io.podwire.lab.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a run or a comparison is. */
public enum RunStatus {
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("done")
  DONE,
  @JsonProperty("failed")
  FAILED
}
