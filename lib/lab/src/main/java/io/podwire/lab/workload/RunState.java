package io.podwire.lab.workload;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One end of a run, as producer and consumer answer it at {@code /api/runs/{id}}.
 *
 * @param ready a sink: its channel is bound, a source may start
 * @param report once done
 * @param childReport of the child process that was the other end of a {@code pipe:}, once done
 * @param error one line, once failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunState(
    String id,
    RunStatus status,
    boolean ready,
    @Nullable EndReport report,
    @Nullable EndReport childReport,
    @Nullable String error) {}
