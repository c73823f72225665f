package io.podwire.cli.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.api.ComparisonState;
import io.podwire.api.LiveEvent;
import io.podwire.api.Topology;
import io.podwire.cli.console.FailureException;
import io.podwire.cli.sidecar.LiveStream;
import io.podwire.cli.sidecar.SidecarClient;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A release that is looked at once a second, through whichever of its sidecars is ready: when one
 * goes away, the next look takes another. One thread looks; any may close it.
 */
final class Watched implements AutoCloseable {
  private final Cluster cluster;
  private final Release release;
  private final SidecarClient client = new SidecarClient("another sidecar is asked next");
  private final FlowLines flowLines = new FlowLines();
  private @Nullable SidecarForward forward;
  private @Nullable LiveStream stream;
  private @Nullable List<Pod> pods;

  Watched(Cluster cluster, Release release) {
    this.cluster = cluster;
    this.release = release;
  }

  /**
   * Blocks until the sidecar's next event, about a second; at once where no sidecar answers. What
   * fails later than the first question to the API server is told, and tried again.
   */
  Snapshot look() throws InterruptedException {
    List<Pod> known = pods == null ? cluster.pods(release) : pods;
    Optional<LiveEvent> event = Optional.empty();
    Topology topology = null;
    String trouble = null;
    try {
      LiveStream open = connected(known);
      if (open != null) {
        event = open.next();
        topology = client.topology(url());
      }
    } catch (FailureException gone) {
      event = Optional.empty();
      trouble = reason(gone);
    }
    if (event.isEmpty()) {
      disconnect();
    }
    try {
      known = cluster.pods(release); // as they are now, not a second ago
    } catch (FailureException away) {
      trouble = away.getMessage();
    }
    pods = known;
    return new Snapshot(
        PodLines.of(known, topology),
        event.map(live -> flowLines.of(live, System.nanoTime())).orElse(List.of()),
        event.map(LiveEvent::comparison).map(Watched::words).orElse(null),
        trouble);
  }

  private synchronized @Nullable String reason(FailureException gone) {
    return forward == null ? gone.getMessage() : forward.explained(gone).getMessage();
  }

  private static String words(ComparisonState comparison) {
    return String.format(
        Locale.ROOT,
        "%d of %d cells, now %s",
        comparison.cellsDone(),
        comparison.cellsTotal(),
        comparison.current());
  }

  private @Nullable LiveStream connected(List<Pod> pods) throws InterruptedException {
    if (stream != null) {
      return stream;
    }
    Optional<Pod> asked =
        pods.stream().filter(PodState::isReady).sorted(PodState.BY_ORDINAL).findFirst();
    if (asked.isEmpty()) {
      return null;
    }
    SidecarForward opened = SidecarForward.open(cluster, asked.get());
    synchronized (this) {
      forward = opened;
    }
    stream = client.live(opened.url());
    return stream;
  }

  private synchronized String url() {
    return java.util.Objects.requireNonNull(forward).url();
  }

  private synchronized void disconnect() {
    stream = null;
    if (forward != null) {
      try {
        forward.close();
      } catch (IOException e) {
        // it was broken already
      }
      forward = null;
    }
  }

  @Override
  public void close() {
    client.close();
    disconnect();
  }
}
