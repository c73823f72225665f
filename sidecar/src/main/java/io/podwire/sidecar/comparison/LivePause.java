package io.podwire.sidecar.comparison;

import io.podwire.api.LiveState;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps the live flow of all pods quiet until closed. For one thread. */
final class LivePause implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LivePause.class);

  private final PodHttp http;
  private final List<String> producerUrls;
  private final Duration atMost;

  private LivePause(PodHttp http, List<String> producerUrls, Duration atMost) {
    this.http = http;
    this.producerUrls = producerUrls;
    this.atMost = atMost;
  }

  /**
   * Pauses every producer that answers.
   *
   * @param atMost how long each pauses unless it is asked again, should this program die
   */
  static LivePause begin(PodHttp http, Topology topology, Duration atMost) {
    List<String> urls =
        topology.pods().stream().filter(Pod::reachable).map(Pod::producerUrl).toList();
    LivePause pause = new LivePause(http, urls, atMost);
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
        LiveState wanted = new LiveState(paused, List.of(), paused ? atMost : null);
        http.put(url + "/api/live", wanted, LiveState.class);
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
