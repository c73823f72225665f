package io.podwire.sidecar.comparison;

import io.podwire.api.RouteReport;
import io.podwire.lab.workload.EndReport;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.VerifyLevel;
import io.podwire.result.Cell;
import io.podwire.result.Cells;
import io.podwire.sidecar.http.PodHttp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Carries out the run of one cell across the programs it needs. For one thread. */
final class CellRun {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final PodHttp http;
  private final PlannedCell cell;
  private final CellAddresses addresses;
  private final RunSpec asked;
  private final long sourceId = ThreadLocalRandom.current().nextLong() >>> 1;
  private RunSpec run;
  private boolean started;

  CellRun(PodHttp http, PlannedCell cell, long number, Duration duration, Duration warmup) {
    this.http = http;
    this.cell = cell;
    this.addresses = CellAddresses.of(cell, number);
    this.asked = spec(cell, addresses, duration, warmup);
    this.run = asked;
  }

  private static RunSpec spec(
      PlannedCell cell, CellAddresses addresses, Duration duration, Duration warmup) {
    return new RunSpec(
        addresses.source(),
        cell.pattern(),
        cell.sizeBytes(),
        0,
        duration,
        warmup,
        cell.waitStrategy(),
        VerifyLevel.FULL);
  }

  /** The workload as the cell tells it. */
  RunSpec spec() {
    return asked;
  }

  /**
   * Runs it and waits.
   *
   * @param warmup what precedes this run, which may be more than the cell tells
   * @throws CellFailure if an end or a relay fails or is late
   * @throws io.podwire.sidecar.http.PodHttpException if a program does not answer
   */
  Cell measure(Duration warmup) {
    run = asked.withWarmup(warmup);
    return cell.way() == PlannedCell.Way.CHILD ? withChild() : withConsumer();
  }

  private Cell withChild() {
    try (EndCalls source = start(cell.from().producerUrl(), EndSpec.Role.SOURCE, run)) {
      RunState state = finished(source);
      return cell(report(state.report()), report(state.childReport()), List.of());
    }
  }

  private Cell withConsumer() {
    RunSpec sinkRun = run.withChannel(addresses.sink());
    try (EndCalls sink = start(cell.to().consumerUrl(), EndSpec.Role.SINK, sinkRun)) {
      sink.awaitReady(inTime(), "the consumer is not ready in time");
      try (RouteCalls route = RouteCalls.open(http, cell, addresses, TIMEOUT)) {
        return exchange(sink, route);
      }
    }
  }

  private Cell exchange(EndCalls sink, RouteCalls route) {
    try (EndCalls source = start(cell.from().producerUrl(), EndSpec.Role.SOURCE, run)) {
      return finished(source, sink, route);
    }
  }

  private Cell finished(EndCalls source, EndCalls sink, RouteCalls route) {
    try {
      RunState sourceState = finished(source);
      RunState sinkState = finished(sink);
      return cell(report(sourceState.report()), report(sinkState.report()), route.end());
    } catch (CellFailure e) { // asked before the source is cancelled, which would be their fault
      throw new CellFailure(e.getMessage() + sink.fault("consumer") + route.fault(), e);
    }
  }

  private EndCalls start(String url, EndSpec.Role role, RunSpec spec) {
    return EndCalls.start(http, url, new EndSpec(role, spec, sourceId, TIMEOUT, null));
  }

  /** Leaves the machine alone while it is measured. */
  private RunState finished(EndCalls end) {
    long runMillis = run.duration().plus(run.warmup()).toMillis();
    long deadline = inTime() + run.duration().plus(run.warmup()).toNanos();
    if (end.isRunning() && !started) {
      started = true;
      EndCalls.pause(runMillis);
    }
    return end.awaitDone(
        deadline,
        String.format(
            Locale.ROOT, "the run has not ended %d s after its time", TIMEOUT.toSeconds()));
  }

  private static long inTime() {
    return System.nanoTime() + TIMEOUT.toNanos();
  }

  private static EndReport report(@Nullable EndReport report) {
    if (report == null) {
      throw new CellFailure("an end is done without a report; run the same release everywhere");
    }
    return report;
  }

  private Cell cell(EndReport source, EndReport sink, List<RouteReport> routes) {
    return Cells.measured(cell.place(), asked, source, sink, RelayUse.of(routes, asked.pattern()));
  }
}
