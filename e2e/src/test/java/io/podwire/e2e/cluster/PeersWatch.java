package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.podwire.api.Topology;
import io.podwire.lab.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The ready pods of a release as the Kubernetes API shows them to a watch, and as a sidecar shows
 * its peers, side by side on one clock. For one thread.
 */
final class PeersWatch implements AutoCloseable {
  private static final String SERVICE = Installation.RELEASE + "-peers";

  /** Twice the promised time after the API server knows: a guard, since machines differ. */
  private static final Duration GUARD = Duration.ofSeconds(4);

  private final String pod;
  private final SharedIndexInformer<EndpointSlice> slices;
  private final PodPolling polling;
  private final ReadyPods api;
  private final ReadyPods sidecar;

  /** Watches what the sidecar of this pod, which must stay, makes of its peers. */
  PeersWatch(Installation release, String pod) {
    this.pod = pod;
    this.slices =
        release
            .client()
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(release.namespace())
            .withLabel("kubernetes.io/service-name", SERVICE)
            .inform();
    this.api = new ReadyPods(ready(slices.getStore().list()));
    slices.addEventHandler(new Changes(() -> api.see(ready(slices.getStore().list()))));
    this.polling = new PodPolling(release, pod, "/api/topology");
    this.sidecar = new ReadyPods(ready(polling.get()));
    polling.start(answer -> sidecar.see(ready(answer)));
  }

  private Set<String> ready(Collection<EndpointSlice> all) {
    return all.stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .filter(PeersWatch::isReady)
        .map(Endpoint::getTargetRef)
        .filter(target -> !target.getName().equals(pod))
        .map(target -> target.getName() + "/" + target.getUid())
        .collect(Collectors.toSet());
  }

  private static boolean isReady(Endpoint endpoint) {
    return Boolean.TRUE.equals(endpoint.getConditions().getReady())
        && !Boolean.TRUE.equals(endpoint.getConditions().getTerminating());
  }

  private static Set<String> ready(String answer) {
    try {
      return Json.mapper().readValue(answer, Topology.class).peers().stream()
          .filter(Topology.Pod::ready)
          .map(peer -> peer.name() + "/" + peer.incarnation())
          .collect(Collectors.toSet());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no topology: " + answer, e);
    }
  }

  /**
   * Waits until both agree; then the sidecar must have had each news of the watch in twice the time
   * that is promised, 2 s.
   *
   * @param least how many news there must be at least
   */
  void assertPrompt(int least) {
    Map<String, Duration> behind = behind();
    System.out.println("a sidecar was behind a watch by " + behind); // figures to look back at
    assertThat(behind)
        .hasSizeGreaterThanOrEqualTo(least)
        .allSatisfy(
            (what, late) -> assertThat(late).as("%s, of %s", what, behind).isLessThan(GUARD));
  }

  private Map<String, Duration> behind() {
    await(pod + " knows the ready pods that the API shows")
        .atMost(Duration.ofSeconds(30))
        .until(() -> sidecar.now().equals(api.now()));
    return sidecar.behind(api);
  }

  @Override
  public void close() {
    TestResources.close(polling, slices);
  }

  /** Which slice it was does not matter: all are read again. */
  private record Changes(Runnable then) implements ResourceEventHandler<EndpointSlice> {
    @Override
    public void onAdd(EndpointSlice slice) {
      then.run();
    }

    @Override
    public void onUpdate(EndpointSlice before, EndpointSlice slice) {
      then.run();
    }

    @Override
    public void onDelete(EndpointSlice slice, boolean finalStateUnknown) {
      then.run();
    }
  }
}
