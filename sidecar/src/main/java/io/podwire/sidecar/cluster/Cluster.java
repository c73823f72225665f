package io.podwire.sidecar.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.podwire.quarkus.PodConfig;
import io.podwire.sidecar.peers.PeerSource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The cluster around this pod. Without a Service in the configuration there is none: no client is
 * made and nothing is asked.
 */
@Singleton
public final class Cluster {
  private final PodConfig pod;
  private final ClusterConfig config;
  private final Instance<KubernetesClient> client;

  Cluster(PodConfig pod, ClusterConfig config, Instance<KubernetesClient> client) {
    this.pod = pod;
    this.config = config;
    this.client = client;
  }

  /** Whether there is a cluster. */
  public boolean isPresent() {
    return config.service().isPresent();
  }

  /** Knows the other pods by the EndpointSlices; empty without a cluster. */
  public Optional<PeerSource> peers() {
    return config
        .service()
        .map(service -> new EndpointSlices.Where(config.namespace(), service, pod.pod()))
        .map(where -> new EndpointSlices(client.get(), where, config.lookPeriod()));
  }

  /** Where results are kept. */
  public ResultStore results() {
    return isPresent()
        ? new ConfigMapResults(
            client.get(),
            new ConfigMapResults.Where(config.namespace(), config.workload(), config.results()))
        : ResultStore.NONE;
  }
}
