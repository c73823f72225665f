package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What viewers of {@code /api/live} get every second.
 *
 * @param comparison the one that runs, or null
 * @param clusterApiConnected whether the pods are known afresh; null where no cluster is asked
 * @param pods this one first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LiveEvent(
    @Nullable ComparisonState comparison,
    @Nullable Boolean clusterApiConnected,
    List<PodFlows> pods) {
  /**
   * The live flow of one pod.
   *
   * @param producer as it says itself, or null if it does not answer
   * @param consumer as it says itself, or null if it does not answer
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PodFlows(
      String name, boolean reachable, @Nullable LiveState producer, @Nullable LiveState consumer) {}
}
