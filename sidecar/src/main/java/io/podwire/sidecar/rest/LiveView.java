package io.podwire.sidecar.rest;

import io.podwire.api.LiveEvent;
import io.podwire.api.LiveState;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.sidecar.Sidecar;
import io.podwire.sidecar.http.PodHttpException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks all programs for their live flow, at most once a second however many watch. */
@Singleton
class LiveView {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  private final Sidecar sidecar;
  private @Nullable LiveEvent last;
  private long lastNanos;

  LiveView(Sidecar sidecar) {
    this.sidecar = sidecar;
  }

  /** What all look like now; blocks while programs answer. */
  synchronized LiveEvent look() {
    LiveEvent event = last;
    if (event == null || System.nanoTime() - lastNanos > FRESH_NANOS) {
      event = ask();
      last = event;
      lastNanos = System.nanoTime();
    }
    return event;
  }

  /** Asks all at once: one that does not answer takes its time only once. */
  private LiveEvent ask() {
    Topology topology = sidecar.topology();
    List<CompletableFuture<LiveEvent.PodFlows>> asked =
        topology.pods().stream().map(this::flows).toList();
    return new LiveEvent(
        sidecar.comparisons().current().orElse(null),
        topology.clusterApiConnected(),
        asked.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<LiveEvent.PodFlows> flows(Pod pod) {
    if (!pod.reachable()) {
      return CompletableFuture.completedFuture(
          new LiveEvent.PodFlows(pod.name(), false, null, null));
    }
    return state(pod.producerUrl())
        .thenCombine(
            state(pod.consumerUrl()),
            (producer, consumer) ->
                new LiveEvent.PodFlows(
                    pod.name(), true, producer.orElse(null), consumer.orElse(null)));
  }

  private CompletableFuture<Optional<LiveState>> state(String url) {
    return CompletableFuture.supplyAsync(() -> answer(url), Thread::startVirtualThread);
  }

  private Optional<LiveState> answer(String url) {
    try {
      return Optional.of(sidecar.http().get(url + "/api/live", LiveState.class));
    } catch (PodHttpException absent) {
      return Optional.empty(); // the page shows that it does not answer
    }
  }
}
