package io.podwire.quarkus.run;

import io.podwire.api.RunEntry;
import io.podwire.lab.workload.EndSpec;
import io.podwire.lab.workload.RunState;
import io.podwire.lab.workload.RunStatus;
import io.podwire.quarkus.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * The runs of this program: at most {@value #MAX_RUNNING} at a time, one per channel, each on a
 * daemon thread of its own. Remembers the last {@value #MAX_REMEMBERED}. Shared by threads.
 */
public final class EndRuns implements AutoCloseable {
  /** How long a question for what is to come is held; less than a client waits for an answer. */
  public static final Duration HOLD = Duration.ofSeconds(2);

  private static final int MAX_RUNNING = 4;
  private static final int MAX_REMEMBERED = 64;
  private static final int LONG_BYTES = 4096;
  private static final int RUNS_PER_COLLECTION = 16;

  private final EndSpec.Role role;
  private final EndOpener opener;
  private final Map<String, EndRun> runs = new LinkedHashMap<>();
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** Runs of one role, opened by {@code opener}. */
  public EndRuns(EndSpec.Role role, EndOpener opener) {
    this.role = role;
    this.opener = opener;
  }

  /**
   * Starts a run; blocks no longer than the opener's look at the specification.
   *
   * @throws ProblemException 400 for another role or more than {@link RunLimits} allow, 409 while
   *     the channel has a run or too many are running
   * @throws io.podwire.ipc.ChannelException if the channel can never work
   */
  public RunState start(EndSpec spec) {
    validate(spec); // outside of the lock: it may ask another program
    return register(spec);
  }

  private synchronized RunState register(EndSpec spec) {
    requireFree(spec.run().channel());
    boolean isLong = spec.run().sizeBytes() >= LONG_BYTES;
    EndRun run =
        new EndRun(UUID.randomUUID().toString(), opener, spec, status -> count(status, isLong));
    run.start(); // first: one for which there is no thread must not be kept
    runs.put(run.state().id(), run);
    forgetOldest();
    return run.state();
  }

  private void validate(EndSpec spec) {
    if (spec.role() != role) {
      throw ProblemException.badRequest(
          String.format(
              Locale.ROOT,
              "role: %s is not carried out here; this program is the %s",
              spec.role(),
              role));
    }
    RunLimits.require(spec);
    opener.validate(spec);
  }

  private void requireFree(String channel) {
    if (running() >= MAX_RUNNING) {
      throw ProblemException.conflict(
          String.format(
              Locale.ROOT,
              "%d runs are under way, the most allowed; wait for one or cancel one",
              MAX_RUNNING));
    }
    for (EndRun run : runs.values()) {
      if (run.isRunning() && run.spec().run().channel().equals(channel)) {
        throw ProblemException.conflict(
            String.format(
                Locale.ROOT,
                "%s: run %s is using this channel; wait for it or cancel it",
                channel,
                run.state().id()));
      }
    }
  }

  private void forgetOldest() {
    if (runs.size() > MAX_REMEMBERED) {
      runs.values().stream()
          .filter(run -> !run.isRunning())
          .findFirst()
          .ifPresent(run -> runs.remove(run.state().id()));
    }
  }

  /**
   * Frees the run's buffers, which lie outside the heap, so that nothing else would soon: at once
   * those for long messages, the others now and then. It takes as long as a short run.
   */
  private void count(RunStatus status, boolean isLong) {
    LongAdder ended = status == RunStatus.DONE ? done : failed;
    ended.increment();
    if (running() == 0 && (isLong || ended.sum() % RUNS_PER_COLLECTION == 0)) {
      System.gc();
    }
  }

  /** How many runs have ended so, DONE or FAILED, since this program started. */
  public long over(RunStatus status) {
    return (status == RunStatus.DONE ? done : failed).sum();
  }

  /** How many runs are under way. */
  public synchronized long running() {
    return runs.values().stream().filter(EndRun::isRunning).count();
  }

  /**
   * How far a run is.
   *
   * @throws ProblemException 404 if it is unknown
   */
  public RunState state(String id) {
    return find(id).state();
  }

  /**
   * How far a run is, as soon as its channel is open or it is over; after {@link #HOLD} as it is.
   *
   * @throws ProblemException 404 if it is unknown
   */
  public CompletionStage<RunState> whenReady(String id) {
    return find(id).whenReady(HOLD);
  }

  /**
   * How far a run is, as soon as it is over; after {@link #HOLD} as it is.
   *
   * @throws ProblemException 404 if it is unknown
   */
  public CompletionStage<RunState> whenOver(String id) {
    return find(id).whenOver(HOLD);
  }

  /** All that are remembered, the oldest first. */
  public synchronized List<RunEntry> all() {
    return runs.values().stream().map(EndRun::entry).toList();
  }

  /**
   * Cancels a run, also one that still waits for its peer; nothing to do for one that is over.
   *
   * @return how far it is once it is over; after {@link #HOLD} as it is
   * @throws ProblemException 404 if it is unknown
   */
  public CompletionStage<RunState> cancel(String id) {
    EndRun run = find(id);
    run.cancel();
    return run.whenOver(HOLD);
  }

  private synchronized EndRun find(String id) {
    EndRun run = runs.get(id);
    if (run == null) {
      throw ProblemException.notFound(
          String.format(
              Locale.ROOT, "run %s is unknown; the last %d are remembered", id, MAX_REMEMBERED));
    }
    return run;
  }

  /** Cancels all that run and waits until they have tidied up, {@link #HOLD} at most. */
  @Override
  public void close() {
    List<EndRun> ending = underWay();
    ending.forEach(EndRun::cancel);
    CompletableFuture<?>[] ends =
        ending.stream()
            .map(run -> run.whenOver(HOLD).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).join();
  }

  private synchronized List<EndRun> underWay() {
    return runs.values().stream().filter(EndRun::isRunning).toList();
  }
}
