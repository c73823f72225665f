package io.podwire.lab.workload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.integrity.IntegrityCounts;
import org.jspecify.annotations.Nullable;

/**
 * What one end saw in the measured phase. What could not be measured is null.
 *
 * @param role which end
 * @param messages sent by a source; received by a sink; for the source of a round trip: answers
 *     received
 * @param sent messages that left a source, null for a sink
 * @param firstNanos {@link System#nanoTime()} at which the first send or receipt was due
 * @param lastNanos of the last
 * @param histogram latency in ns, HdrHistogram compressed and base64: of a round trip by its
 *     source, of a paced run by its sink where both share a clock; else null
 * @param integrity what the checking end counted (the sink; the source of a round trip), else null
 * @param cpuNanos thread CPU time
 * @param contextSwitches voluntary and involuntary, of the thread
 * @param systemCalls made by the channel end
 * @param allocatedBytes by the thread
 * @param containerCpuNanos of all threads in the end's container, if it has one to itself
 * @param throttledNanos how long the CPU limit stopped the end's container, or the group of
 *     processes it is in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndReport(
    EndSpec.Role role,
    long messages,
    @Nullable Long sent,
    long firstNanos,
    long lastNanos,
    @Nullable String histogram,
    @Nullable IntegrityCounts integrity,
    @Nullable Long cpuNanos,
    @Nullable Long contextSwitches,
    @Nullable Long systemCalls,
    @Nullable Long allocatedBytes,
    @Nullable Long containerCpuNanos,
    @Nullable Long throttledNanos) {}
