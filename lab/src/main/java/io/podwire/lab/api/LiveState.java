package io.podwire.lab.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** All live flows at one end; {@code PUT /api/live} takes the same, where {@code paused} counts. */
public record LiveState(boolean paused, @JsonProperty(required = false) List<FlowState> flows) {
  /** Keeps an unmodifiable copy of the flows; none where a body left them out. */
  public LiveState {
    flows = flows == null ? List.of() : List.copyOf(flows);
  }
}
