package io.podwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.podwire.lab.workload.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sidecar is asked to compare at {@code POST /api/runs}. What is null takes its default.
 *
 * @param duration of each cell's measured phase, all rounds together; default 1 s
 * @param rounds how often each cell is measured, in turn with the others; default 3
 * @param sizesBytes message sizes; default 64
 * @param patterns default round-trip and stream
 * @param mechanisms schemes to measure; default all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonSpec(
    @Nullable Duration duration,
    @Nullable Integer rounds,
    @Nullable List<Integer> sizesBytes,
    @Nullable List<Pattern> patterns,
    @Nullable List<String> mechanisms) {}
