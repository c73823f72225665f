package io.podwire.sidecar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.podwire.sidecar.peers.PeerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EndpointSlicesTest {
  private final KubernetesMockServer server = server();
  private final AtomicInteger changes = new AtomicInteger();
  private KubernetesClient client;
  private EndpointSlices source;

  private static KubernetesMockServer server() {
    return new KubernetesMockServer(
        new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
  }

  @BeforeEach
  void open() {
    server.init();
    client = server.createClient();
    source = source(client);
  }

  @AfterEach
  void close() {
    source.close();
    client.close();
    server.destroy();
  }

  private static EndpointSlices source(KubernetesClient client) {
    return new EndpointSlices(
        client,
        new EndpointSlices.Where(TestSlices.NAMESPACE, TestSlices.SERVICE, "podwire-0"),
        Duration.ofMillis(200));
  }

  private static void await(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
  }

  private void awaitPeers(String... names) {
    await(() -> assertThat(source.peers()).extracting(PeerAddress::name).containsExactly(names));
  }

  private void put(EndpointSlice slice) {
    client.resource(slice).createOr(io.fabric8.kubernetes.client.dsl.NonDeletingOperation::update);
  }

  @Test
  void shouldFollowPodsThatComeMoveAndGo() {
    source.start(changes::incrementAndGet);
    await(() -> assertThat(source.connected()).contains(true));
    assertThat(source.peers()).isEmpty();

    put(
        TestSlices.slice(
            "s1",
            TestSlices.ready("podwire-0", "u0", "n1"),
            TestSlices.ready("podwire-1", "u1", "n1")));
    awaitPeers("podwire-1");
    assertThat(source.self().orElseThrow().node()).isEqualTo("n1");

    put(TestSlices.slice("s2", TestSlices.ready("podwire-2", "u2", "n2")));
    awaitPeers("podwire-1", "podwire-2");

    put(TestSlices.slice("s1", TestSlices.ready("podwire-1", "u1-again", "n2")));
    await(() -> assertThat(source.peers().getFirst().incarnation()).isEqualTo("u1-again"));
    assertThat(source.peers().getFirst().node()).isEqualTo("n2");

    client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(TestSlices.NAMESPACE)
        .withName("s2")
        .delete();
    awaitPeers("podwire-1");
    assertThat(changes.get()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void shouldLeaveOtherServicesAlone() {
    source.start(changes::incrementAndGet);
    EndpointSlice other = TestSlices.slice("x", TestSlices.ready("other-0", "u", "n"));
    other.getMetadata().getLabels().put("kubernetes.io/service-name", "other");
    put(other);
    put(TestSlices.slice("s1", TestSlices.ready("podwire-1", "u1", "n1")));
    awaitPeers("podwire-1");
  }

  @Test
  void shouldGoOnWithWhatItKnowsWhileTheApiIsAway() {
    put(TestSlices.slice("s1", TestSlices.ready("podwire-1", "u1", "n1")));
    source.start(changes::incrementAndGet);
    awaitPeers("podwire-1");
    server.shutdown();
    await(() -> assertThat(source.connected()).contains(false));
    assertThat(source.peers()).extracting(PeerAddress::name).containsExactly("podwire-1");
  }

  @Test
  void shouldSayThatTheApiIsAwayUntilItAnswers() {
    source.start(changes::incrementAndGet);
    await(() -> assertThat(source.connected()).contains(true));
    int port = server.getPort();
    server.shutdown();
    await(
        () ->
            assertThat(source.fault())
                .hasValueSatisfying(
                    fault ->
                        assertThat(fault)
                            .startsWith("the Kubernetes API does not answer (")
                            .contains("networkPolicy.apiServerPorts")));

    KubernetesMockServer again = server();
    again.init(InetAddress.getLoopbackAddress(), port);
    try {
      await(() -> assertThat(source.connected()).contains(true));
      assertThat(source.fault()).isEmpty();
      put(TestSlices.slice("s1", TestSlices.ready("podwire-1", "u1", "n1")));
      awaitPeers("podwire-1");
    } finally {
      again.destroy();
    }
  }

  @Test
  void shouldWatchAnewWhereTheWatchIsHalfOpen() throws IOException {
    try (HalfOpenProxy proxy = new HalfOpenProxy(server.getPort());
        KubernetesClient through =
            new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(proxy.url()).build())
                .build();
        EndpointSlices halfOpen = source(through)) {
      halfOpen.start(changes::incrementAndGet);
      await(() -> assertThat(halfOpen.connected()).contains(true));
      assertThat(proxy.loseWatches()).isPositive();
      put(TestSlices.slice("s1", TestSlices.ready("podwire-1", "u1", "n1")));
      await(
          () ->
              assertThat(halfOpen.peers())
                  .extracting(PeerAddress::name)
                  .containsExactly("podwire-1"));
      put(TestSlices.slice("s2", TestSlices.ready("podwire-2", "u2", "n1")));
      await(() -> assertThat(halfOpen.peers()).hasSize(2));
    }
  }

  @Test
  void shouldTellNoFaultWhileItHearsFromTheApi() {
    assertThat(source.fault()).get().asString().contains("has not answered yet", "; ");
    source.start(changes::incrementAndGet);
    await(() -> assertThat(source.connected()).contains(true));
    assertThat(source.fault()).isEmpty();
  }

  @Test
  void shouldSayInOneLineWhichRightIsMissingAndKeepTrying() {
    KubernetesMockServer refusing = new KubernetesMockServer(false);
    refusing.init();
    String words =
        "endpointslices.discovery.k8s.io is forbidden: User \"system:serviceaccount:lab:podwire\""
            + " cannot list resource \"endpointslices\"";
    refusing
        .expect()
        .get()
        .withPath(
            "/apis/discovery.k8s.io/v1/namespaces/lab/endpointslices"
                + "?labelSelector=kubernetes.io%2Fservice-name%3Dpodwire-peers")
        .andReturn(403, new StatusBuilder().withCode(403).withMessage(words).build())
        .always();
    try (KubernetesClient refused = refusing.createClient();
        EndpointSlices unable = source(refused)) {
      unable.start(changes::incrementAndGet);
      await(
          () ->
              assertThat(unable.fault())
                  .hasValueSatisfying(
                      fault ->
                          assertThat(fault)
                              .startsWith(words)
                              .contains("the chart's Role", "RoleBinding")));
      assertThat(unable.connected()).contains(false);
      int before = refusing.getRequestCount();
      await(() -> assertThat(refusing.getRequestCount()).isGreaterThan(before + 2));
    } finally {
      refusing.destroy();
    }
  }
}
