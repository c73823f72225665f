package io.podwire.cli.demo;

import io.podwire.cli.Console;
import io.podwire.cli.FailureException;
import io.podwire.cli.Progress;
import io.podwire.lab.api.ComparisonSpec;
import io.podwire.lab.api.ComparisonState;
import io.podwire.lab.api.RunStatus;
import io.podwire.lab.report.Result;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Has a sidecar compare everything, and shows how far it is. */
final class Comparison {
  private static final long LOOK_MILLIS = 200;
  private static final Duration SILENCE = Duration.ofSeconds(60); // beyond what any cell may take

  private final SidecarClient client;
  private final LocalPods pods;
  private final String url;

  Comparison(SidecarClient client, LocalPods pods) {
    this.client = client;
    this.pods = pods;
    this.url = pods.pods().getFirst().sidecarUrl();
  }

  /** Blocks until the result is there; fails when a program ends or nothing goes on. */
  Result run(Duration perCell, Console console) throws InterruptedException {
    ComparisonState state = client.start(url, new ComparisonSpec(perCell, null, null, null));
    long silenceNanos = SILENCE.plus(perCell.multipliedBy(4)).toNanos();
    long lastNanos = System.nanoTime();
    try (Progress progress = Progress.of(console, "cells", state.cellsTotal())) {
      while (state.status() == RunStatus.RUNNING) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        pods.children().requireAlive();
        ComparisonState next = look(state.id());
        if (next.cellsDone() != state.cellsDone()) {
          lastNanos = System.nanoTime();
        } else if (System.nanoTime() - lastNanos > silenceNanos) {
          throw FailureException.failed(
              "the comparison stands still at %s; see the programs' logs"
                  .formatted(next.current()));
        }
        state = next;
        progress.show(state.cellsDone(), state.cellsTotal(), state.current());
      }
    }
    if (state.status() == RunStatus.FAILED) {
      throw FailureException.failed("the comparison failed: " + state.error());
    }
    return Objects.requireNonNull(state.result());
  }

  private ComparisonState look(String id) throws InterruptedException {
    try {
      return client.state(url, id);
    } catch (FailureException e) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      pods.children().requireAlive(); // the better reason, if the sidecar has ended
      throw e;
    }
  }
}
