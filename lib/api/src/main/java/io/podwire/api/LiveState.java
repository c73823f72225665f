package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All live flows at one end; {@code PUT /api/live} takes the same, where {@code paused} and {@code
 * pauseFor} count.
 *
 * @param pauseFor after which time a pause ends by itself unless it is asked for again; null leaves
 *     that to the program
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveState(
    boolean paused,
    @JsonProperty(required = false) @JsonSetter(nulls = Nulls.AS_EMPTY) List<FlowState> flows,
    @Nullable Duration pauseFor) {
  /** Keeps an unmodifiable copy of the flows; a body may leave them out. */
  public LiveState {
    flows = flows == null ? List.of() : List.copyOf(flows);
  }

  /** What a program tells. */
  public LiveState(boolean paused, List<FlowState> flows) {
    this(paused, flows, null);
  }
}
