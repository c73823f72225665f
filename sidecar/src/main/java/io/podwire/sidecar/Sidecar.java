package io.podwire.sidecar;

import io.podwire.api.Topology;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Transports;
import io.podwire.quarkus.PodConfig;
import io.podwire.quarkus.ProblemException;
import io.podwire.quarkus.access.OwnToken;
import io.podwire.quarkus.health.Pulse;
import io.podwire.sidecar.channels.ChannelPreparation;
import io.podwire.sidecar.channels.ChannelRepair;
import io.podwire.sidecar.channels.PreparationState;
import io.podwire.sidecar.cluster.Cluster;
import io.podwire.sidecar.comparison.Comparisons;
import io.podwire.sidecar.comparison.Placements;
import io.podwire.sidecar.comparison.PodLease;
import io.podwire.sidecar.comparison.Pods;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.peers.Peers;
import io.podwire.sidecar.peers.StaticPeers;
import io.podwire.sidecar.relay.Relay;
import io.podwire.sidecar.relay.RelayOptions;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The parts of this program and the order of their lives. Threads may share it. */
@ApplicationScoped
public class Sidecar {
  private static final Logger LOG = Logger.getLogger(Sidecar.class);

  private final PodConfig pod;
  private final Pulse pulse;
  private final SidecarConfig config;
  private final Cluster cluster;
  private final SelfDescription self;
  private final PreparationState prepared;
  private final ChannelPreparation channels;
  private final ChannelRepair repair;
  private final PodHttp http;
  private final Peers peers;
  private final PodLease lease = new PodLease();
  private final Comparisons comparisons;
  private volatile @Nullable Relay relay;

  Sidecar(
      PodConfig pod,
      SidecarConfig config,
      SelfDescription self,
      PreparationState prepared,
      Cluster cluster,
      Pulse pulse,
      OwnToken token) {
    this.http = new PodHttp(token);
    this.pod = pod;
    this.pulse = pulse;
    this.config = config;
    this.cluster = cluster;
    this.self = self;
    this.prepared = prepared;
    this.channels = new ChannelPreparation(pod.podChannels());
    this.repair =
        new ChannelRepair(
            ChannelPreparation.live(pod.podChannels()),
            uri -> Transports.of(uri).repair(uri),
            pulse);
    this.peers =
        new Peers(
            cluster.peers().orElseGet(() -> new StaticPeers(config.peers().orElse(List.of()))),
            http);
    this.comparisons =
        new Comparisons(
            http,
            lease,
            new Pods(this::topology, this::freshTopology, Surroundings::look),
            cluster.results());
  }

  void onStart(@Observes StartupEvent event) {
    prepareChannels();
    try {
      Relay opened = openRelay();
      relay = opened;
      pulse.watch("relay", opened::isAlive);
      pulse.watch("relay-accept", opened::isListening);
    } catch (ChannelException | IllegalArgumentException e) {
      LOG.error(e.getMessage() + " (podwire.relay.port, podwire.relay.window-bytes)");
      Quarkus.asyncExit(1);
    }
  }

  private void prepareChannels() {
    try {
      channels.prepare();
      prepared.done();
      repair.start();
    } catch (ChannelException e) {
      LOG.errorf("the pod's channels are not prepared: %s", e.getMessage());
      prepared.failed(String.valueOf(e.getMessage()));
    }
  }

  private Relay openRelay() {
    Relay opened =
        Relay.open(
            new RelayOptions(
                pod.host(),
                config.relay().port(),
                config.relay().windowBytes(),
                pod.podChannels().uri("shm", "relay-in"),
                peers::knows));
    peers.start();
    if (config.peers().isPresent() || cluster.isPresent()) {
      opened.keepLive(
          pod.pod(), pod.podChannels().uri("shm", "relay-out"), () -> peers.nextRelay(pod.pod()));
    }
    return opened;
  }

  void onStop(@Observes ShutdownEvent event) {
    comparisons.close();
    Relay open = relay;
    if (open != null) {
      open.drain(System.nanoTime() + config.relay().drainTimeout().toNanos());
      open.close();
    }
    peers.close(); // after the relay: what it holds may go to a pod that comes meanwhile
    http.close();
    repair.close();
    channels.remove().forEach(fault -> LOG.warnf("a channel stays behind: %s", fault));
  }

  /**
   * The relay.
   *
   * @throws ProblemException 503 if it could not be opened
   */
  public Relay relay() {
    return openedRelay()
        .orElseThrow(() -> ProblemException.unavailable("the relay does not listen; see the log"));
  }

  /** The relay, empty before it listens. */
  public Optional<Relay> openedRelay() {
    return Optional.ofNullable(relay);
  }

  /** The comparisons that this sidecar coordinates. */
  public Comparisons comparisons() {
    return comparisons;
  }

  /** The other pods. */
  public Peers peers() {
    return peers;
  }

  /** Which comparison measures in this pod. */
  public PodLease lease() {
    return lease;
  }

  /** Calls to other programs. */
  public PodHttp http() {
    return http;
  }

  /** Who is where, by what the peers answered last. */
  public Topology topology() {
    return topology(peers.all());
  }

  private Topology freshTopology() {
    return topology(peers.refreshed());
  }

  private Topology topology(List<Topology.Pod> others) {
    Topology.Pod own = peers.placed(self.pod(relayPort()));
    return new Topology(
        own,
        others,
        config.simulated(),
        Placements.of(own, others),
        peers.connected().orElse(null),
        peers.fault().orElse(null));
  }

  private int relayPort() {
    return openedRelay().map(Relay::port).orElse(config.relay().port());
  }
}
