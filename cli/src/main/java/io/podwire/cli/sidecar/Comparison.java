package io.podwire.cli.sidecar;

import io.podwire.api.ComparisonSpec;
import io.podwire.api.ComparisonState;
import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.console.Progress;
import io.podwire.lab.workload.RunStatus;
import io.podwire.result.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has a sidecar compare everything, and shows how far it is. One thread runs it; any may close it,
 * which cancels at the sidecar what has not ended.
 */
public final class Comparison implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;
  private static final Duration SILENCE = Duration.ofSeconds(60); // beyond what any cell may take
  private static final Duration CELL = Duration.ofSeconds(1); // where the sidecar chooses

  private final SidecarClient client;
  private final SidecarWay way;
  private @Nullable String underway;
  private boolean closed;

  /** Prepares a comparison by the sidecar to which {@code way} leads. */
  public Comparison(SidecarClient client, SidecarWay way) {
    this.client = client;
    this.way = way;
  }

  /** Blocks until the result is there; fails when a program ends or nothing goes on. */
  public Result run(ComparisonSpec spec, Console console) throws InterruptedException {
    ComparisonState state = start(spec);
    Duration perCell = spec.duration() == null ? CELL : spec.duration();
    long silenceNanos = SILENCE.plus(perCell.multipliedBy(4)).toNanos();
    long lastNanos = System.nanoTime();
    try (Progress progress = Progress.of(console, "cells", state.cellsTotal())) {
      while (state.status() == RunStatus.RUNNING) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        ComparisonState next = look(state.id());
        if (next.cellsDone() != state.cellsDone()) {
          lastNanos = System.nanoTime();
        } else if (System.nanoTime() - lastNanos > silenceNanos) {
          throw FailureException.failed(
              String.format(
                  Locale.ROOT,
                  "the comparison stands still at %s; see the programs' logs",
                  next.current()));
        }
        state = next;
        progress.show(state.cellsDone(), state.cellsTotal(), state.current());
      }
    }
    if (state.notice() != null) {
      console.warn(state.notice());
    }
    return ended(state);
  }

  /** Holds the lock until the sidecar has answered, so that closing never overlooks a start. */
  private synchronized ComparisonState start(ComparisonSpec spec) throws InterruptedException {
    if (closed) {
      throw FailureException.failed("the comparison was given up before it began; start it again");
    }
    ComparisonState state = client.start(way.url(), spec);
    underway = state.id();
    return state;
  }

  private synchronized Result ended(ComparisonState state) {
    underway = null;
    if (state.status() == RunStatus.FAILED) {
      throw FailureException.failed("the comparison failed: " + state.error());
    }
    return Objects.requireNonNull(state.result());
  }

  private ComparisonState look(String id) throws InterruptedException {
    way.requireAlive();
    try {
      return client.state(way.url(), id);
    } catch (FailureException e) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      way.requireAlive(); // the better reason, if the sidecar has ended
      if (!way.reopen()) {
        throw e;
      }
    }
    try {
      return client.state(way.url(), id); // it goes on there, whatever became of the way
    } catch (FailureException e) {
      throw way.explained(e);
    }
  }

  /** Cancels what runs. Idempotent; blocks while a start is underway. */
  @Override
  public synchronized void close() throws InterruptedException {
    closed = true;
    if (underway != null) {
      try {
        client.cancel(way.url(), underway);
      } catch (FailureException e) {
        // gone, or unknown there: there is nothing left to cancel
      }
      underway = null;
    }
  }
}
