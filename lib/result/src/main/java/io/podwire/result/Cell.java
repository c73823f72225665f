package io.podwire.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.podwire.lab.workload.RunSpec;
import io.podwire.result.analysis.RowFigures;
import java.util.List;
import java.util.Locale;
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
 * @param offered the load of a paced run, else null
 * @param usage what each end and the relays took of the machine for a message; the fields above
 *     hold the sums of sender and receiver
 * @param warmupNanos what preceded each round at least and was not counted, as it was asked for
 * @param roundNanos how long each round was to measure; {@code durationNanos} is how long all of
 *     them took
 * @param rounds the figures of each round where it was measured several times; all other figures
 *     are those of all rounds together, in which a fast round weighs most: a row of a table shows
 *     the medians of these, see {@link RowFigures}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cell(
    String mechanism,
    String boundary,
    List<String> path,
    String channel,
    String pattern,
    int sizeBytes,
    @JsonProperty("wait") String waitStrategy,
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
    @Nullable Double allocatedBytesPerMessage,
    @Nullable Offered offered,
    @Nullable Usage usage,
    @Nullable Long warmupNanos,
    @Nullable Long roundNanos,
    @Nullable List<Round> rounds) {

  /** Whether there are figures. */
  public enum Status {
    @JsonProperty("measured")
    MEASURED,
    @JsonProperty("forbidden")
    FORBIDDEN,
    @JsonProperty("failed")
    FAILED;

    /** The name as results write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A cell that the kernel or a limit forbids; {@code reason} says which and why. */
  public static Cell forbidden(Place place, RunSpec run, String reason) {
    return without(Status.FORBIDDEN, place, run, reason);
  }

  /** A cell that should have worked; {@code reason} says in one line what went wrong. */
  public static Cell failed(Place place, RunSpec run, String reason) {
    return without(Status.FAILED, place, run, reason);
  }

  private static Cell without(Status status, Place place, RunSpec run, String reason) {
    return new Cell(
        place.mechanism(),
        place.boundary().text(),
        place.path(),
        run.channel(),
        run.pattern().text(),
        run.sizeBytes(),
        run.waitStrategy().text(),
        place.serviceLevel(),
        status,
        reason,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same with another load. */
  public Cell withOffered(Offered newOffered) {
    return new Cell(
        mechanism,
        boundary,
        path,
        channel,
        pattern,
        sizeBytes,
        waitStrategy,
        serviceLevel,
        status,
        reason,
        verify,
        sent,
        received,
        lost,
        duplicated,
        reordered,
        corrupted,
        unknown,
        durationNanos,
        messagesPerSecond,
        bytesPerSecond,
        latency,
        cpuNanosPerMessage,
        contextSwitchesPerMessage,
        systemCallsPerMessage,
        allocatedBytesPerMessage,
        newOffered,
        usage,
        warmupNanos,
        roundNanos,
        rounds);
  }

  /** Whether there are figures. */
  @JsonIgnore
  public boolean isMeasured() {
    return status == Status.MEASURED;
  }

  /** Whether it was measured and every message came once, in order, unchanged. */
  @JsonIgnore
  public boolean isClean() {
    return isMeasured() && wrong() == 0;
  }

  /** How many messages went wrong, in whatever way; 0 if it was not measured. */
  public long wrong() {
    return orZero(lost)
        + orZero(duplicated)
        + orZero(reordered)
        + orZero(corrupted)
        + orZero(unknown);
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
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

  /**
   * The load that a paced run offered.
   *
   * @param messagesPerSecond {@link RunSpec#AT_ONCE_PER_SECOND} or more: all messages were due at
   *     once
   * @param saturationFraction of the rate that the same channel reached just before with all
   *     messages due at once; null if the rate was given as such
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Offered(long messagesPerSecond, @Nullable Double saturationFraction) {
    @JsonIgnore
    public boolean isAtOnce() {
      return messagesPerSecond >= RunSpec.AT_ONCE_PER_SECOND;
    }
  }

  /**
   * One round; latencies in ns, null where the pattern has none.
   *
   * @param usage what a message took of the machine in it; null in results from before it was kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Round(
      @Nullable Long p50Nanos,
      @Nullable Long p99Nanos,
      double messagesPerSecond,
      @Nullable Usage usage) {}

  /** CPU time over messages, in ns; {@code relay} is the sum of the sidecars' on the path. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CpuNanosPerMessage(
      @Nullable Double sender, @Nullable Double receiver, @Nullable Double relay) {
    /** All of it, as far as it is known. */
    public double sum() {
      return orZero(sender) + orZero(receiver) + orZero(relay);
    }

    /** The mean of both; what one of them does not know is not known. */
    public CpuNanosPerMessage mean(CpuNanosPerMessage other) {
      return new CpuNanosPerMessage(
          mean(sender, other.sender), mean(receiver, other.receiver), mean(relay, other.relay));
    }

    private static @Nullable Double mean(@Nullable Double one, @Nullable Double other) {
      return one == null || other == null ? null : (Double) ((one + other) / 2);
    }

    private static double orZero(@Nullable Double nanos) {
      return nanos == null ? 0 : nanos;
    }
  }
}
