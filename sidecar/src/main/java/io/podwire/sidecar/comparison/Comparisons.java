package io.podwire.sidecar.comparison;

import io.podwire.api.ComparisonSpec;
import io.podwire.api.ComparisonState;
import io.podwire.ipc.ChannelException;
import io.podwire.result.Result;
import io.podwire.sidecar.cluster.ResultStore;
import io.podwire.sidecar.http.PodHttp;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons of this sidecar, one at a time, each on a daemon thread of its own; the last few
 * are remembered. Threads may share it.
 */
public final class Comparisons implements AutoCloseable {
  private static final int MAX_REMEMBERED = 8;

  private final PodHttp http;
  private final PodLease lease;
  private final Pods pods;
  private final ResultStore results;
  private final Map<String, Comparison> comparisons = new LinkedHashMap<>();
  private @Nullable Comparison latest;

  /**
   * Compares between these pods.
   *
   * @param lease of the own pod
   * @param results keeps what was measured
   */
  public Comparisons(PodHttp http, PodLease lease, Pods pods, ResultStore results) {
    this.http = http;
    this.lease = lease;
    this.pods = pods;
    this.results = results;
  }

  /**
   * Starts a comparison and returns as soon as it has claimed all pods.
   *
   * @throws IllegalArgumentException if the specification is wrong
   * @throws ChannelException of kind IN_USE while another one runs, here or from another sidecar
   */
  public ComparisonState start(ComparisonSpec spec) {
    Comparison next = next(Settings.of(spec));
    try {
      next.claim(lease);
      Thread.ofPlatform().name("comparison").daemon().start(next);
    } catch (RuntimeException | Error e) { // an Error where there is no thread to be had
      next.release();
      forget(next);
      throw e;
    }
    return next.state();
  }

  private synchronized Comparison next(Settings settings) {
    current()
        .ifPresent(
            running -> {
              throw new ChannelException(
                  ChannelException.Kind.IN_USE,
                  String.format(
                      Locale.ROOT,
                      "comparison %s is running (%d of %d cells); wait for it or DELETE it",
                      running.id(),
                      running.cellsDone(),
                      running.cellsTotal()));
            });
    Comparison next = new Comparison(UUID.randomUUID().toString(), http, settings, pods, results);
    remember(next);
    return next;
  }

  private synchronized void forget(Comparison next) {
    comparisons.remove(next.state().id());
    latest = null;
  }

  private void remember(Comparison next) {
    comparisons.put(next.state().id(), next);
    latest = next;
    if (comparisons.size() > MAX_REMEMBERED) {
      comparisons.remove(comparisons.keySet().iterator().next());
    }
  }

  /** The comparison that runs now. */
  public synchronized Optional<ComparisonState> current() {
    return Optional.ofNullable(latest).filter(Comparison::isRunning).map(Comparison::state);
  }

  /** How far a comparison is; empty if it is unknown. */
  public synchronized Optional<ComparisonState> state(String id) {
    return Optional.ofNullable(comparisons.get(id)).map(Comparison::state);
  }

  /** All that are remembered, the oldest first, without their results. */
  public synchronized List<ComparisonState> all() {
    return comparisons.values().stream().map(c -> c.state().withoutResult()).toList();
  }

  /** Cancels a comparison; returns whether it is known. */
  public synchronized boolean cancel(String id) {
    Comparison comparison = comparisons.get(id);
    if (comparison != null) {
      comparison.cancel();
    }
    return comparison != null;
  }

  /**
   * The latest result, of this sidecar or of another that has stored it; blocks while the store
   * answers.
   */
  public Optional<Result> latestResult() {
    return Stream.of(ownLatest(), results.latest())
        .flatMap(Optional::stream)
        .max(Comparator.comparing(Result::startedAt));
  }

  private synchronized Optional<Result> ownLatest() {
    return comparisons.values().stream()
        .map(comparison -> comparison.state().result())
        .filter(java.util.Objects::nonNull)
        .reduce((first, second) -> second);
  }

  /** Cancels what runs and waits until the live flow was told to resume, 3 s at most. */
  @Override
  public synchronized void close() {
    comparisons.values().forEach(Comparison::cancel);
    comparisons.values().forEach(comparison -> comparison.awaitEnd(Duration.ofSeconds(3)));
  }
}
