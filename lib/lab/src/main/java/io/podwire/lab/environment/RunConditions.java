package io.podwire.lab.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a run while it measured. What the platform hides is null. Immutable.
 *
 * @param elapsedNanos from the first cell to the last
 * @param throttledNanos in which the cgroup's CPU limit stopped it
 * @param stolenNanos in which a core of the machine had work and the hypervisor ran something else,
 *     summed over the cores
 * @param otherLoadCores how many cores other programs than the measured ones kept busy on average;
 *     null also where the measured ones are not this process and its children
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunConditions(
    long elapsedNanos,
    @Nullable Long throttledNanos,
    @Nullable Long stolenNanos,
    @Nullable Double otherLoadCores) {

  /**
   * The same for a run in programs that this process did not start, of whose CPU it is ignorant.
   */
  public RunConditions withoutOtherLoad() {
    return new RunConditions(elapsedNanos, throttledNanos, stolenNanos, null);
  }
}
