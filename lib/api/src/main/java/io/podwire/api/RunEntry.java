package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.workload.Pattern;
import io.podwire.lab.workload.RunStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One of the runs that a producer or a consumer remembers ({@code GET /api/runs}).
 *
 * @param duration of its measured phase
 * @param error one line, once failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunEntry(
    String id,
    RunStatus status,
    String channel,
    Pattern pattern,
    int sizeBytes,
    Duration duration,
    @Nullable String error) {}
