package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a relay did for a route so far, both directions together ({@code GET} and {@code DELETE
 * /api/routes/{id}}).
 *
 * @param messages forwarded
 * @param cpuNanos of the route's threads, null where it is hidden, as all that follows
 * @param contextSwitches of these
 * @param systemCalls made by both its connections
 * @param allocatedBytes by its threads
 * @param throttledNanos of the sidecar's container since the route began
 * @param error one line if the route failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteReport(
    String id,
    long messages,
    @Nullable Long cpuNanos,
    @Nullable Long contextSwitches,
    @Nullable Long systemCalls,
    @Nullable Long allocatedBytes,
    @Nullable Long throttledNanos,
    @Nullable String error) {}
