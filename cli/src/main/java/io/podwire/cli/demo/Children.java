package io.podwire.cli.demo;

import io.podwire.cli.console.Console;
import io.podwire.cli.console.FailureException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * All programs of the demo. One that ends by itself is started again with {@link RestartBackoff},
 * or ends the demo where none is to be started again. Threads may share it.
 */
final class Children implements AutoCloseable {
  private static final long NEWS_MILLIS = 1000;

  private final Map<String, Child> latest = new LinkedHashMap<>(); // by name
  private final Map<String, RestartBackoff> backoffs = new LinkedHashMap<>();
  private final CompletableFuture<FailureException> over = new CompletableFuture<>();
  private final ScheduledExecutorService restarts =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("demo-restarts").factory());
  private final Console console;
  private final Duration drain;
  private final boolean restart;
  private final CountDownLatch anyEnded = new CountDownLatch(1);
  private boolean closed;

  /**
   * Watches over none yet.
   *
   * @param drain how long they may take to end when asked
   * @param restart whether one that ends by itself is started again
   */
  Children(Console console, Duration drain, boolean restart) {
    this.console = console;
    this.drain = drain;
    this.restart = restart;
  }

  /** Starts a program and watches over it. */
  synchronized void start(Child.Start start) {
    if (!closed) {
      Child child = Child.start(start);
      latest.put(start.name(), child);
      var ignored = child.process().onExit().thenRunAsync(() -> ended(child), restarts);
    }
  }

  /** How they were started. */
  synchronized List<Child.Start> all() {
    return latest.values().stream().map(Child::start).toList();
  }

  /** What a program has said last. */
  synchronized String lastWords(Child.Start of) {
    return Optional.ofNullable(latest.get(of.name())).map(Child::lastWords).orElse("");
  }

  /** Refuses to go on when a program has ended for good. */
  void requireAlive() {
    if (over.isDone()) {
      throw over.join();
    }
  }

  /**
   * Whether a program has ended so far and is started again. The connections of a program that dies
   * close before its end is known, so this waits a moment for such news.
   *
   * @throws FailureException if one has ended for good
   */
  boolean anyEnded() throws InterruptedException {
    boolean any = anyEnded.await(NEWS_MILLIS, TimeUnit.MILLISECONDS);
    requireAlive();
    return any;
  }

  /** Blocks until a program ends for good, and says which. */
  FailureException awaitEnd() throws InterruptedException {
    try {
      return over.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void ended(Child child) {
    if (closed) {
      return;
    }
    if (!restart) {
      giveUp(child, child.name() + " " + child.end());
    } else {
      restartOrGiveUp(child);
    }
    anyEnded.countDown(); // after what it tells
  }

  private void restartOrGiveUp(Child child) {
    RestartBackoff backoff = backoffs.computeIfAbsent(child.name(), first -> new RestartBackoff());
    backoff
        .afterLifeOf(child.age())
        .ifPresentOrElse(
            pause -> startAgain(child, pause),
            () ->
                giveUp(
                    child,
                    String.format(
                        Locale.ROOT,
                        "%s ended %d times in a row, and last %s",
                        child.name(),
                        RestartBackoff.MAX_DEATHS_IN_A_ROW,
                        child.end())));
  }

  private void startAgain(Child child, Duration pause) {
    console.warn(
        String.format(
            Locale.ROOT,
            "%s %s; its log is %s; it is started again in %d ms",
            child.name(),
            child.end(),
            child.start().log(),
            pause.toMillis()));
    var ignored =
        restarts.schedule(() -> startAgain(child.start()), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void startAgain(Child.Start start) {
    try {
      start(start);
    } catch (UncheckedIOException e) {
      over.complete(
          FailureException.failed(
              String.format(
                  Locale.ROOT, "%s cannot be started again: %s", start.name(), e.getMessage())));
    }
  }

  private void giveUp(Child child, String how) {
    console.warn("the last lines of " + child.name() + " were\n" + child.lastWords());
    over.complete(FailureException.failed(how + "; all pods are stopped"));
  }

  /** Asks all to drain and end, and ends by force who does not; none is started again. */
  @Override
  public synchronized void close() {
    closed = true;
    restarts.shutdownNow();
    latest.values().forEach(child -> child.process().destroy());
    long deadline = System.nanoTime() + drain.toNanos();
    for (Child child : latest.values()) {
      if (!ended(child, deadline)) {
        console.warn(child.name() + " did not end in " + drain.toSeconds() + " s and is killed");
        child.process().destroyForcibly();
        child.process().onExit().join();
      }
    }
  }

  private static boolean ended(Child child, long deadlineNanos) {
    try {
      return child.process().waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
