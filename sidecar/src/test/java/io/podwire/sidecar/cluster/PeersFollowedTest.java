package io.podwire.sidecar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.podwire.api.Topology.Pod;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.peers.FakePod;
import io.podwire.sidecar.peers.Peers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pods that come, restart, move and go are known and asked within what is promised. */
@Timeout(60)
class PeersFollowedTest {
  /** From when the API server knows. */
  private static final Duration PROMISE = Duration.ofSeconds(2);

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);
  private final PodHttp http = new PodHttp();
  private KubernetesClient client;
  private Peers peers;

  @BeforeEach
  void open() {
    server.init();
    client = server.createClient();
    peers =
        new Peers(
            new EndpointSlices(
                client,
                new EndpointSlices.Where(TestSlices.NAMESPACE, TestSlices.SERVICE, "podwire-0"),
                Duration.ofSeconds(5)),
            http);
    peers.start();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> peers.connected().orElse(false));
  }

  @AfterEach
  void close() {
    peers.close();
    http.close();
    client.close();
    server.destroy();
  }

  @Test
  void shouldFollowPodsThatComeRestartMoveAndGo() throws IOException {
    try (FakePod first = FakePod.named("podwire-1");
        FakePod second = FakePod.named("podwire-1")) {
      put(first, "uid-1", "n1");
      awaitPeers("podwire-1 uid-1 n1 zone-n1 reachable");
      put(second, "uid-2", "n1"); // restarted: another incarnation at another address
      awaitPeers("podwire-1 uid-2 n1 zone-n1 reachable");
      put(second, "uid-2", "n2");
      awaitPeers("podwire-1 uid-2 n2 zone-n2 reachable");
      client
          .discovery()
          .v1()
          .endpointSlices()
          .inNamespace(TestSlices.NAMESPACE)
          .withName("s1")
          .delete();
      awaitPeers();
    }
  }

  private void put(FakePod pod, String uid, String node) {
    EndpointSlice slice = TestSlices.slice("s1", TestSlices.ready("podwire-1", uid, node));
    slice.getEndpoints().getFirst().setAddresses(List.of("127.0.0.1"));
    slice.getPorts().getFirst().setPort(pod.port());
    client.resource(slice).createOr(NonDeletingOperation::update);
  }

  private void awaitPeers(String... words) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(PROMISE)
        .untilAsserted(
            () ->
                assertThat(peers.all())
                    .extracting(PeersFollowedTest::words)
                    .containsExactly(words));
  }

  private static String words(Pod pod) {
    return String.join(
        " ",
        pod.name(),
        pod.incarnation(),
        pod.node(),
        pod.zone(),
        pod.reachable() ? "reachable" : "not reachable");
  }
}
