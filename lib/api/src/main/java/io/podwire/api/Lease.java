package io.podwire.api;

import java.time.Duration;

/**
 * A comparison's claim on a pod ({@code PUT /api/lease} of its sidecar): while it lasts, no other
 * comparison measures there.
 *
 * @param comparison its id
 * @param coordinator the pod whose sidecar coordinates it
 * @param duration how long the claim lasts unless it is renewed
 */
public record Lease(String comparison, String coordinator, Duration duration) {}
