package io.podwire.lab.workload;

import io.podwire.lab.environment.CgroupMeter;
import io.podwire.lab.environment.CgroupUsage;
import io.podwire.lab.integrity.History;
import io.podwire.lab.measure.LatencyRecorder;
import io.podwire.lab.measure.ThreadUsage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records what one end saw in the measured phase and makes the report of it. For one thread at a
 * time; recording a message allocates nothing.
 */
public final class Recording {
  private final EndSpec.Role role;
  private final Supplier<ThreadUsage> usage;
  private final LongSupplier systemCalls;
  private final LatencyRecorder latency = new LatencyRecorder();
  private ThreadUsage usageAtBegin = ThreadUsage.ABSENT;
  private final CgroupMeter group = new CgroupMeter();
  private CgroupUsage groupAtBegin = CgroupUsage.ABSENT;
  private long systemCallsAtBegin;
  private long firstNanos;

  /**
   * Prepares a recording.
   *
   * @param usage the end's usage so far; {@link ThreadUsage#now} where one thread does the work
   * @param systemCalls the channel end's counter; what is negative is absent
   */
  public Recording(EndSpec.Role role, Supplier<ThreadUsage> usage, LongSupplier systemCalls) {
    this.role = role;
    this.usage = usage;
    this.systemCalls = systemCalls;
  }

  /** A phase begins: what was recorded before it is forgotten. Takes a while. */
  public void begin() {
    latency.reset();
    groupAtBegin = group.used(); // first and last: reading it allocates on this thread
    systemCallsAtBegin = systemCalls.getAsLong();
    usageAtBegin = usage.get();
  }

  /** Says when the first message of the phase that has begun is due. */
  public void countFrom(long nanos) {
    firstNanos = nanos;
  }

  /** Records the latency of one message in ns. */
  public void latency(long nanos) {
    latency.record(nanos);
  }

  /**
   * The measured phase has ended.
   *
   * @param messages see {@link EndReport}
   * @param sent null for a sink
   * @param lastNanos when the last message was sent or received
   * @param history what was checked, or null
   */
  public EndReport end(
      long messages, @Nullable Long sent, long lastNanos, @Nullable History history) {
    ThreadUsage used = usage.get().since(usageAtBegin);
    long calls = systemCalls.getAsLong();
    CgroupUsage ofGroup = group.used().since(groupAtBegin);
    return new EndReport(
        role,
        messages,
        sent,
        firstNanos,
        lastNanos,
        latency.count() == 0 ? null : latency.encode(),
        history == null ? null : history.counts(),
        used.cpuNanos(),
        used.contextSwitches(),
        calls < 0 ? null : calls - systemCallsAtBegin,
        used.allocatedBytes(),
        ofGroup.cpuNanos(),
        ofGroup.throttledNanos());
  }
}
