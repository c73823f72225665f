package io.podwire.sidecar.comparison;

import io.podwire.lab.api.LiveState;
import io.podwire.lab.api.Topology;
import io.podwire.lab.api.Topology.Pod;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the live flow of all pods quiet until closed. For one thread. */
final class LivePause implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LivePause.class);

  private final PodHttp http;
  private final List<String> producerUrls;

  private LivePause(PodHttp http, List<String> producerUrls) {
    this.http = http;
    this.producerUrls = producerUrls;
  }

  /** Pauses every producer that answers. */
  static LivePause begin(PodHttp http, Topology topology) {
    List<String> urls =
        topology.pods().stream().filter(Pod::reachable).map(Pod::producerUrl).toList();
    LivePause pause = new LivePause(http, urls);
    pause.renew();
    return pause;
  }

  /** Asks again: a producer ends by itself a pause that nobody renews. */
  void renew() {
    tell(true);
  }

  private void tell(boolean paused) {
    for (String url : producerUrls) {
      try {
        http.put(url + "/api/live", new LiveState(paused, List.of()), LiveState.class);
      } catch (PodHttpException e) {
        LOG.warnf("the live flow does not %s: %s", paused ? "pause" : "resume", e.getMessage());
      }
    }
  }

  /** Lets it flow again, also when the comparison was interrupted. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    tell(false);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
