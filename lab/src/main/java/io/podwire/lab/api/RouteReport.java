package io.podwire.lab.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a relay did for a route so far, both directions together ({@code GET} and {@code DELETE
 * /api/routes/{id}}).
 *
 * @param messages forwarded
 * @param cpuNanos of the route's threads
 * @param error one line if the route failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteReport(String id, long messages, long cpuNanos, @Nullable String error) {}
