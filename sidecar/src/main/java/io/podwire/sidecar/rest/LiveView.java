package io.podwire.sidecar.rest;

import io.podwire.lab.api.LiveEvent;
import io.podwire.lab.api.LiveState;
import io.podwire.lab.api.Topology;
import io.podwire.lab.api.Topology.Pod;
import io.podwire.sidecar.Sidecar;
import io.podwire.sidecar.http.PodHttpException;
import jakarta.inject.Singleton;
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

  private LiveEvent ask() {
    Topology topology = sidecar.topology();
    return new LiveEvent(
        sidecar.comparisons().current().orElse(null),
        topology.clusterApiConnected(),
        topology.pods().stream().map(this::flows).toList());
  }

  private LiveEvent.PodFlows flows(Pod pod) {
    return pod.reachable()
        ? new LiveEvent.PodFlows(
            pod.name(), true, state(pod.producerUrl()), state(pod.consumerUrl()))
        : new LiveEvent.PodFlows(pod.name(), false, null, null);
  }

  private @Nullable LiveState state(String url) {
    try {
      return sidecar.http().get(url + "/api/live", LiveState.class);
    } catch (PodHttpException absent) {
      return null; // the page shows that it does not answer
    }
  }
}
