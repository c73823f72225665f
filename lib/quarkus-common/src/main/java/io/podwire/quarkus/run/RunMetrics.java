package io.podwire.quarkus.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.lab.workload.RunStatus;

/**
 * The metrics of runs: {@code podwire_runs_active}, and {@code podwire_runs_total} of those that
 * are over by the tag {@code status} (done or failed).
 */
public final class RunMetrics {
  private RunMetrics() {}

  /** Registers them. */
  public static void register(MeterRegistry registry, EndRuns runs) {
    Gauge.builder("podwire.runs.active", runs, EndRuns::running).register(registry);
    counter(registry, runs, RunStatus.DONE, "done");
    counter(registry, runs, RunStatus.FAILED, "failed");
  }

  private static void counter(MeterRegistry registry, EndRuns runs, RunStatus status, String text) {
    FunctionCounter.builder("podwire.runs", runs, r -> r.over(status))
        .tag("status", text)
        .register(registry);
  }
}
