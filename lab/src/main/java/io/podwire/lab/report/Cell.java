package io.podwire.lab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a comparison, exactly as the result format {@code podwire.result/1} writes it. What
 * could not be measured is null here and absent there.
 *
 * @param mechanism the scheme that crosses the boundary
 * @param boundary thread, process, container, pod, node or zone
 * @param path what a message crosses, alternating places and mechanisms: producer-a, shm,
 *     consumer-a
 * @param channel the source's channel address
 * @param pattern round-trip, stream or paced
 * @param waitStrategy written as {@code wait}
 * @param serviceLevel raw or reliable
 * @param status measured, forbidden or failed
 * @param reason why it is forbidden or failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cell(
    String mechanism,
    String boundary,
    List<String> path,
    String channel,
    String pattern,
    int sizeBytes,
    @com.fasterxml.jackson.annotation.JsonProperty("wait") String waitStrategy,
    String serviceLevel,
    Status status,
    @Nullable String reason,
    @Nullable String verify,
    @Nullable Long sent,
    @Nullable Long received,
    @Nullable Long lost,
    @Nullable Long duplicated,
    @Nullable Long reordered,
    @Nullable Long corrupted,
    @Nullable Long unknown,
    @Nullable Long durationNanos,
    @Nullable Double messagesPerSecond,
    @Nullable Double bytesPerSecond,
    @Nullable Latency latency,
    @Nullable CpuNanosPerMessage cpuNanosPerMessage,
    @Nullable Double contextSwitchesPerMessage,
    @Nullable Double systemCallsPerMessage,
    @Nullable Double allocatedBytesPerMessage) {

  /** Whether there are figures. */
  public enum Status {
    @com.fasterxml.jackson.annotation.JsonProperty("measured")
    MEASURED,
    @com.fasterxml.jackson.annotation.JsonProperty("forbidden")
    FORBIDDEN,
    @com.fasterxml.jackson.annotation.JsonProperty("failed")
    FAILED
  }

  /** The latency of the measured phase, in ns; {@code kind} is round-trip or one-way. */
  public record Latency(
      String kind,
      long minNanos,
      long p50Nanos,
      long p90Nanos,
      long p99Nanos,
      long p999Nanos,
      long maxNanos,
      double meanNanos,
      String histogram) {}

  /** CPU time over messages, in ns; {@code relay} is the sum of the sidecars' on the path. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CpuNanosPerMessage(
      @Nullable Double sender, @Nullable Double receiver, @Nullable Double relay) {}
}
