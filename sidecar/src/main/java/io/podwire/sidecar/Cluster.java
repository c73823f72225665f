package io.podwire.sidecar;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.podwire.sidecar.cluster.ConfigMapResults;
import io.podwire.sidecar.cluster.ResultStore;
import io.podwire.sidecar.peers.EndpointSlices;
import io.podwire.sidecar.peers.PeerSource;
import io.podwire.sidecar.peers.StaticPeers;
import io.podwire.web.PodConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What the cluster around this pod offers, or what stands for it where there is none: then nothing
 * of Kubernetes is made or asked.
 */
@Singleton
final class Cluster {
  private final PodConfig pod;
  private final SidecarConfig config;
  private final Instance<KubernetesClient> client;

  Cluster(PodConfig pod, SidecarConfig config, Instance<KubernetesClient> client) {
    this.pod = pod;
    this.config = config;
    this.client = client;
  }

  /** Who knows the other pods. */
  PeerSource peers() {
    SidecarConfig.Cluster cluster = config.cluster();
    return cluster
        .service()
        .map(service -> new EndpointSlices.Where(cluster.namespace(), service, pod.pod()))
        .<PeerSource>map(where -> new EndpointSlices(client.get(), where, cluster.lookPeriod()))
        .orElseGet(() -> new StaticPeers(config.peers().orElse(List.of())));
  }

  /** Where results are kept. */
  ResultStore results() {
    SidecarConfig.Cluster cluster = config.cluster();
    return cluster
        .service()
        .map(
            service ->
                new ConfigMapResults.Where(
                    cluster.namespace(), cluster.workload(), cluster.results()))
        .<ResultStore>map(where -> new ConfigMapResults(client.get(), where))
        .orElse(ResultStore.NONE);
  }
}
