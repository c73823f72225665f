package io.podwire.lab.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/** All live flows at one end; {@code PUT /api/live} takes the same, where {@code paused} counts. */
public record LiveState(
    boolean paused,
    @JsonProperty(required = false) @JsonSetter(nulls = Nulls.AS_EMPTY) List<FlowState> flows) {
  /** Keeps an unmodifiable copy of the flows; a body may leave them out. */
  public LiveState {
    flows = flows == null ? List.of() : List.copyOf(flows);
  }
}
