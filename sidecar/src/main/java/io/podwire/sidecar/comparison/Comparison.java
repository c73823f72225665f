package io.podwire.sidecar.comparison;

import io.podwire.api.ComparisonState;
import io.podwire.api.Topology;
import io.podwire.lab.environment.Environment;
import io.podwire.lab.environment.RunConditions;
import io.podwire.lab.environment.RunWatch;
import io.podwire.lab.workload.RunStatus;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.sidecar.cluster.ResultStore;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One comparison from its plan to its result; runs on one thread, any may ask and cancel. */
final class Comparison implements Runnable {
  /** Longer than any cell takes, its timeouts included, and {@link #RENEWAL}, besides its runs. */
  private static final Duration LEASE = Duration.ofMinutes(3);

  private static final Duration RENEWAL = Duration.ofSeconds(20);

  private static final Duration WARM = Duration.ofMillis(200);

  /** A web server takes longer: some hundred requests before it is compiled; and so a client. */
  private static final Duration WARM_HTTP_SERVER = Duration.ofMillis(750);

  private static final Duration WARM_HTTP = WARM_HTTP_SERVER.multipliedBy(2);

  private static final AtomicLong RUN_NUMBERS = new AtomicLong();

  private final PodHttp http;
  private final Settings settings;
  private final Pods pods;
  private final ResultStore results;
  private final Set<String> warm = new HashSet<>();
  private volatile ComparisonState state;
  private volatile @Nullable Claims claims;
  private volatile @Nullable Thread thread;
  private volatile boolean cancelled;
  private long renewedNanos;

  Comparison(String id, PodHttp http, Settings settings, Pods pods, ResultStore results) {
    this.http = http;
    this.settings = settings;
    this.pods = pods;
    this.results = results;
    this.state = new ComparisonState(id, RunStatus.RUNNING, 0, 0, "looks around", null, null, null);
  }

  ComparisonState state() {
    return state;
  }

  boolean isRunning() {
    return state.status() == RunStatus.RUNNING;
  }

  /**
   * Claims all pods; blocks while they answer.
   *
   * @throws io.podwire.ipc.ChannelException of kind IN_USE if another comparison has one of them
   */
  void claim(PodLease own) {
    claims = Claims.on(http, own, pods.known().get(), state.id(), lease());
  }

  /** Gives the claims back of a comparison that never began. */
  void release() {
    Claims held = claims;
    if (held != null) {
      held.close();
    }
  }

  private Duration lease() {
    return LEASE.plus(settings.duration().multipliedBy(4));
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try (Claims held = Objects.requireNonNull(claims, "claim() comes first")) {
      requireNotCancelled();
      Result result = measured(held);
      end(RunStatus.DONE, result, null, results.store(result).orElse(null));
    } catch (CellFailure e) {
      end(RunStatus.FAILED, null, e.getMessage(), null);
    } catch (RuntimeException | Error e) {
      end(RunStatus.FAILED, null, "the comparison failed unexpectedly: " + e, null);
      throw e;
    }
  }

  private Result measured(Claims held) {
    Topology topology = pods.asked().get();
    try (LivePause quiet = LivePause.begin(http, topology, lease())) {
      return compare(topology, held, quiet);
    }
  }

  private Result compare(Topology topology, Claims held, LivePause quiet) {
    Environment measuredOn = pods.environment().apply(topology);
    RunWatch watch = RunWatch.begin();
    Instant startedAt = Instant.now();
    renewedNanos = System.nanoTime();
    ComparisonRounds rounds = new ComparisonRounds(CellPlan.of(settings, topology));
    for (int round = 0; round < settings.rounds(); round++) {
      for (PlannedCell planned : rounds.stillToMeasure()) {
        requireNotCancelled();
        progress(rounds, planned.words());
        renew(held, quiet);
        rounds.add(planned, cell(planned));
      }
    }
    progress(rounds, "done");
    RunConditions during = watch.end().withoutOtherLoad(); // the ends are other containers
    return new Result(Result.SCHEMA, startedAt, measuredOn.withDuring(during), rounds.cells());
  }

  /** Not for each run: it takes a call to every program. */
  private void renew(Claims held, LivePause quiet) {
    long now = System.nanoTime();
    if (now - renewedNanos >= RENEWAL.toNanos()) {
      held.renew();
      quiet.renew();
      renewedNanos = now;
    }
  }

  private Cell cell(PlannedCell planned) {
    CellRun run = run(planned, settings.roundDuration(), settings.roundWarmup());
    PlannedCell.Obstacle obstacle = planned.obstacle();
    if (obstacle != null) {
      return obstacle.forbidden()
          ? Cell.forbidden(planned.place(), run.spec(), obstacle.reason())
          : Cell.failed(planned.place(), run.spec(), obstacle.reason());
    }
    try {
      boolean isNew = warm.add(planned.warmthKey());
      if (isNew && planned.way() == PlannedCell.Way.RELAYED) {
        warmRelays(planned);
      }
      return run.measure(isNew ? firstWarmup(planned) : settings.roundWarmup());
    } catch (CellFailure | PodHttpException e) {
      requireNotCancelled();
      return Cell.failed(planned.place(), run.spec(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * By a run of its own, as sidecars count all that a route carries; by a stream, which has the
   * most messages.
   */
  private void warmRelays(PlannedCell planned) {
    try {
      run(planned.streaming(), WARM, Duration.ZERO).measure(Duration.ZERO);
    } catch (CellFailure | PodHttpException e) {
      requireNotCancelled();
      warm.remove(planned.warmthKey()); // what stood in the way, the measured run will tell
    }
  }

  private CellRun run(PlannedCell planned, Duration duration, Duration warmup) {
    return new CellRun(http, planned, RUN_NUMBERS.incrementAndGet(), duration, warmup);
  }

  /** Longer, so that the just-in-time compilers of the programs have seen what they will do. */
  private Duration firstWarmup(PlannedCell planned) {
    Duration first =
        switch (planned.way()) {
          case LOCAL -> WARM;
          case SOCKET -> planned.isHttp() ? warmHttp(planned) : WARM;
          case CHILD, RELAYED -> Duration.ZERO; // the producer warms it; it has been warmed
        };
    Duration usual = settings.roundWarmup();
    return first.compareTo(usual) > 0 ? first : usual;
  }

  /** A producer's client is the same for all consumers. */
  private Duration warmHttp(PlannedCell planned) {
    return warm.add("http client of " + planned.from().name()) ? WARM_HTTP : WARM_HTTP_SERVER;
  }

  private void progress(ComparisonRounds rounds, String current) {
    int total = rounds.measurable();
    int done = rounds.runs() / settings.rounds(); // a cell is done when its rounds are
    state =
        new ComparisonState(state.id(), RunStatus.RUNNING, done, total, current, null, null, null);
  }

  private void end(
      RunStatus status, @Nullable Result result, @Nullable String error, @Nullable String notice) {
    state =
        new ComparisonState(
            state.id(), status, state.cellsDone(), state.cellsTotal(), null, result, error, notice);
  }

  private void requireNotCancelled() {
    if (cancelled) {
      throw new CellFailure("the comparison was cancelled");
    }
  }

  /** Waits for the end of a cancelled comparison: until the live flow has been told to resume. */
  void awaitEnd(Duration atMost) {
    Thread running = thread;
    try {
      if (running != null) {
        running.join(atMost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void cancel() {
    cancelled = true;
    Thread running = thread;
    if (running != null && isRunning()) {
      running.interrupt();
    }
  }
}
