package io.podwire.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a message took of the machine, end by end. What is not known is null.
 *
 * @param relay the sum of the sidecars' on the path
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(@Nullable End sender, @Nullable End receiver, @Nullable End relay) {
  /**
   * One end's.
   *
   * @param cpuNanosPerMessage of the thread that carries the messages
   * @param contextSwitchesPerMessage voluntary and involuntary
   * @param systemCallsPerMessage made by the channel
   * @param allocatedBytesPerMessage on the heap
   * @param containerCpuNanosPerMessage of the whole container by its cgroup: collector, compiler
   *     and live flow included
   * @param throttledNanos how long the cgroup's CPU limit stopped the container in the measured
   *     phase, in all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record End(
      @Nullable Double cpuNanosPerMessage,
      @Nullable Double contextSwitchesPerMessage,
      @Nullable Double systemCallsPerMessage,
      @Nullable Double allocatedBytesPerMessage,
      @Nullable Double containerCpuNanosPerMessage,
      @Nullable Long throttledNanos) {
    private static final End NOTHING = new End(null, null, null, null, null, null);

    /** This, or null if nothing of it is known. */
    @Nullable End ifKnown() {
      return equals(NOTHING) ? null : this;
    }
  }

  /** The CPU time of each, null if none is known. */
  public Cell.@Nullable CpuNanosPerMessage cpuNanosPerMessage() {
    Double ofSender = cpu(sender);
    Double ofReceiver = cpu(receiver);
    Double ofRelay = cpu(relay);
    return ofSender == null && ofReceiver == null && ofRelay == null
        ? null
        : new Cell.CpuNanosPerMessage(ofSender, ofReceiver, ofRelay);
  }

  private static @Nullable Double cpu(@Nullable End end) {
    return end == null ? null : end.cpuNanosPerMessage();
  }

  /** This, or null if nothing of it is known. */
  @Nullable Usage ifKnown() {
    return sender == null && receiver == null && relay == null ? null : this;
  }
}
