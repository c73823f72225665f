package io.podwire.quarkus.run;

import io.podwire.api.RunEntry;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One end of a run from the request until its report, on a daemon thread of its own. Shared. */
final class EndRun {
  private static final Logger LOG = Logger.getLogger(EndRun.class);
  private static final String CANCELLED = "the run was cancelled";

  private final EndOpener opener;
  private final EndSpec spec;
  private final Consumer<RunStatus> over;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile RunState state;
  private @Nullable RunningEnd open;
  private boolean cancelled;
  private final Thread thread;

  EndRun(String id, EndOpener opener, EndSpec spec, Consumer<RunStatus> over) {
    this.opener = opener;
    this.spec = spec;
    this.over = over;
    this.state = new RunState(id, RunStatus.RUNNING, false, null, null, null);
    this.thread =
        Thread.ofPlatform().name("run-" + id.substring(0, 8)).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  RunState state() {
    return state;
  }

  RunEntry entry() {
    RunState now = state;
    return new RunEntry(
        now.id(),
        now.status(),
        spec.run().channel(),
        spec.run().pattern(),
        spec.run().sizeBytes(),
        spec.run().duration(),
        now.error());
  }

  /** The state as soon as the channel is open or the run over, and after {@code atMost}. */
  CompletionStage<RunState> whenReady(Duration atMost) {
    return when(ready, atMost);
  }

  /** The state as soon as the run is over, and after {@code atMost}. */
  CompletionStage<RunState> whenOver(Duration atMost) {
    return when(ended, atMost);
  }

  private CompletionStage<RunState> when(CompletableFuture<?> reached, Duration atMost) {
    return reached
        .copy() // so that whose patience ends does not end it for others
        .orTimeout(atMost.toNanos(), TimeUnit.NANOSECONDS)
        .handle((nothing, late) -> state);
  }

  EndSpec spec() {
    return spec;
  }

  boolean isRunning() {
    return state.status() == RunStatus.RUNNING;
  }

  private void run() {
    try {
      RunningEnd.Outcome outcome = carriedOut();
      // only now that the channel is closed: who reads "done" may remove it
      state =
          new RunState(
              state.id(), RunStatus.DONE, true, outcome.report(), outcome.childReport(), null);
    } catch (RuntimeException
        | Error e) { // no memory for this size, a native library missing: the run's fault alone
      fail(e);
    }
    forget();
    over.accept(state.status());
    ready.complete(null);
    ended.complete(null); // last: who waits for it may begin to measure something else
  }

  private RunningEnd.Outcome carriedOut() {
    try {
      return carryOut();
    } finally {
      boolean ignored =
          Thread.interrupted(); // by cancel(): what follows is to be done all the same
      removeUnused();
    }
  }

  private void removeUnused() {
    try {
      opener.removeUnused(spec);
    } catch (RuntimeException | Error e) {
      LOG.warnf("run %s: its channel stays behind: %s", state.id(), e.getMessage());
    }
  }

  private synchronized void requireNotCancelled() {
    if (cancelled) {
      throw new IllegalStateException(CANCELLED);
    }
  }

  private RunningEnd.Outcome carryOut() {
    requireNotCancelled();
    try (RunningEnd end = opener.open(spec)) {
      if (!ready(end)) {
        throw new IllegalStateException(CANCELLED);
      }
      ready.complete(null);
      return end.run();
    }
  }

  private synchronized boolean ready(RunningEnd end) {
    open = end;
    state = new RunState(state.id(), RunStatus.RUNNING, true, null, null, null);
    return !cancelled;
  }

  /** What is remembered of a run is its state, not its buffers. */
  private synchronized void forget() {
    open = null;
  }

  private synchronized void fail(Throwable e) {
    String error = cancelled ? CANCELLED : describe(e, spec);
    state = new RunState(state.id(), RunStatus.FAILED, state.ready(), null, null, error);
    LOG.infof("run %s failed: %s", state.id(), error);
    LOG.debug("the cause", e);
  }

  private static String describe(Throwable e, EndSpec spec) {
    if (e instanceof OutOfMemoryError) {
      return String.format(
          Locale.ROOT,
          "%s: no memory for messages of %d bytes; send shorter ones, or give this program more (-Xmx, and its container's limit)",
          spec.run().channel(),
          spec.run().sizeBytes());
    }
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return e instanceof io.podwire.ipc.ChannelException || e instanceof IllegalArgumentException
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  /** Ends the run if it is not over; what waits in the kernel is ended too. */
  void cancel() {
    RunningEnd end;
    synchronized (this) {
      cancelled = true;
      end = open;
    }
    if (isRunning()) {
      thread.interrupt(); // ends the wait for the peer while the end is being opened
    }
    if (end != null && isRunning()) {
      end.close();
    }
  }
}
