package io.podwire.sidecar.comparison;

import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.util.Locale;
import java.util.function.Predicate;

/** One end of a run in another program, seen through its HTTP interface. For one thread. */
final class EndCalls implements AutoCloseable {
  private final PodHttp http;
  private final String url;
  private RunState state;

  private EndCalls(PodHttp http, String url, RunState state) {
    this.http = http;
    this.url = url;
    this.state = state;
  }

  /** Starts an end in the program at {@code programUrl}. */
  static EndCalls start(PodHttp http, String programUrl, EndSpec spec) {
    String runs = programUrl + "/api/runs";
    RunState started = http.post(runs, spec, RunState.class);
    return new EndCalls(http, runs + "/" + started.id(), started);
  }

  boolean isRunning() {
    return state.status() == RunStatus.RUNNING;
  }

  /**
   * Waits until the end's channel is open, or it has failed, or the deadline has passed.
   *
   * @throws CellFailure with the end's own words if it has failed, or with {@code late}
   */
  void awaitReady(long deadlineNanos, String late) {
    await(RunState::ready, "/ready", deadlineNanos, late);
  }

  /** The same until the end is done; returns what it reports. */
  RunState awaitDone(long deadlineNanos, String late) {
    return await(state -> state.status() == RunStatus.DONE, "/over", deadlineNanos, late);
  }

  /** Each question is answered when there is something new, or after a while. */
  private RunState await(
      Predicate<RunState> wanted, String question, long deadlineNanos, String late) {
    while (!wanted.test(state)) {
      if (state.status() == RunStatus.FAILED) {
        throw new CellFailure(String.valueOf(state.error()));
      }
      if (deadlineNanos - System.nanoTime() <= 0) {
        throw new CellFailure(late);
      }
      state = http.get(url + question, RunState.class);
    }
    return state;
  }

  /**
   * Why it has failed, as an addition to the other end's words; empty if nothing new is known. An
   * end that has not failed yet has two seconds to do so.
   *
   * @param who names this end
   */
  String fault(String who) {
    if (!isRunning()) {
      return "";
    }
    try {
      state = http.get(url + "/over", RunState.class);
      return state.status() == RunStatus.FAILED
          ? String.format(Locale.ROOT, " (%s: %s)", who, state.error())
          : "";
    } catch (PodHttpException e) {
      return String.format(Locale.ROOT, " (%s: %s)", who, e.getMessage());
    }
  }

  /** Sleeps; the interrupt that cancels a comparison ends it. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CellFailure("the comparison was cancelled", e);
    }
  }

  /** Cancels the end if it still runs. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // a cancelled comparison still tidies up
    try {
      if (isRunning()) {
        http.delete(url);
      }
    } catch (PodHttpException gone) {
      return; // a program that does not answer has no run to cancel
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
