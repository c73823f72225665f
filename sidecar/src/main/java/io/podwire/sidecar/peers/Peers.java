package io.podwire.sidecar.peers;

import io.podwire.lab.api.Topology;
import io.podwire.lab.api.Topology.Pod;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The other pods of a static list, asked every {@value #PERIOD_SECONDS} s who they are. Threads may
 * share it.
 */
public final class Peers implements AutoCloseable {
  private static final long PERIOD_SECONDS = 2;

  private final List<String> urls;
  private final PodHttp http;
  private final Map<String, Pod> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("peers").daemon().factory());

  /** Knows the sidecars at these URLs. */
  public Peers(List<String> urls, PodHttp http) {
    this.urls = urls.stream().map(url -> url.replaceAll("/+$", "")).toList();
    this.http = http;
  }

  /** Starts asking. */
  public void start() {
    if (!urls.isEmpty()) {
      clock.scheduleWithFixedDelay(this::askAll, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void askAll() {
    urls.forEach(url -> known.put(url, ask(url)));
  }

  private Pod ask(String url) {
    try {
      return http.get(url + "/api/topology", Topology.class).self().withReachable(true);
    } catch (PodHttpException | IllegalArgumentException e) {
      return known.getOrDefault(url, unknown(url)).withReachable(false);
    }
  }

  /** A pod that has not answered yet is named by its URL. */
  private static Pod unknown(String url) {
    return new Pod(url.replaceFirst("^\\w+://", ""), url, "", "", "", "", "", "", "", false);
  }

  /** Asks all of them now, so that {@link #all} is fresh. */
  public List<Pod> refreshed() {
    askAll();
    return all();
  }

  /** All peers in the order of the list. */
  public List<Pod> all() {
    return urls.stream().map(url -> known.getOrDefault(url, unknown(url))).toList();
  }

  /** The relay of the first peer as {@code host:port}, once it has answered. */
  public Optional<String> nextRelay() {
    return all().stream().findFirst().filter(Pod::reachable).map(Pod::relay);
  }

  /** How many answered last time. */
  public long reachable() {
    return all().stream().filter(Pod::reachable).count();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
