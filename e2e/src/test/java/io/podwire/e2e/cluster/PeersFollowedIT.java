package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.e2e.host.Command;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Pods that come, go, restart and move, as the others see them. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PeersFollowedIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private TestCluster cluster;
  private Installation release;
  private LiveAccounts accounts; // of all tests, because a source lives longer than one

  @BeforeAll
  void install() {
    cluster = TestCluster.given();
    release = Installation.of(cluster, Map.of("replicas", 2));
    accounts = new LiveAccounts(release);
  }

  @AfterAll
  void uninstall() {
    TestResources.close(accounts, release, cluster);
  }

  private List<String> reachablePeers(String pod) {
    try {
      List<String> names = new ArrayList<>();
      for (JsonNode peer : topology(pod).path("peers")) {
        if (peer.path("reachable").asBoolean()) {
          names.add(peer.path("name").asText());
        }
      }
      return names;
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  private JsonNode topology(String pod) {
    try {
      return JSON.readTree(release.get(pod, 8080, "/api/topology"));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitPeers(String pod, String... names) {
    await(pod + " sees " + List.of(names))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(reachablePeers(pod)).containsExactlyInAnyOrder(names));
  }

  @Test
  @Order(1)
  void shouldFollowAScale() {
    awaitPeers("podwire-0", "podwire-1");
    try (PeersWatch watch = new PeersWatch(release, "podwire-0")) {
      release.scale(5);
      awaitPeers("podwire-0", "podwire-1", "podwire-2", "podwire-3", "podwire-4");
      awaitPeers("podwire-4", "podwire-0", "podwire-1", "podwire-2", "podwire-3");
      List<Pod> leaving = accounts.follow().subList(2, 5);
      accounts.awaitFlow();
      release.scale(2);
      awaitPeers("podwire-0", "podwire-1");
      assertThat(topology("podwire-0").path("peers")).hasSize(1);
      watch.assertPrompt(6);
      await("all that the pods sent which left has arrived")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(accounts.missing(leaving)).isEmpty());
      assertThat(accounts.faults()).isEmpty();
    }
  }

  @Test
  @Order(2)
  void shouldFollowAPodThatIsReplaced() {
    awaitPeers("podwire-0", "podwire-1");
    String before = incarnation("podwire-0");
    List<Pod> replaced = List.of(release.pod("podwire-1"));
    try (PeersWatch watch = new PeersWatch(release, "podwire-0")) {
      cluster.client().pods().inNamespace(release.namespace()).withName("podwire-1").delete();
      await("another incarnation of podwire-1 is reachable")
          .atMost(PATIENCE)
          .until(
              () ->
                  !reachablePeers("podwire-0").isEmpty()
                      && !incarnation("podwire-0").equals(before));
      release.awaitRolledOut();
      watch.assertPrompt(2);
      await("all that the replaced pod sent has arrived")
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(accounts.missing(replaced)).isEmpty());
      assertThat(accounts.faults()).isEmpty();
    }
  }

  private String incarnation(String pod) {
    return topology(pod).path("peers").path(0).path("incarnation").asText();
  }

  @Test
  @Order(3) // the last, because what that sidecar had taken from its own ring may be lost
  void shouldGoOnAfterASidecarIsKilled() {
    awaitPeers("podwire-0", "podwire-1");
    try (PeersWatch watch = new PeersWatch(release, "podwire-0")) {
      HostProcess.ofContainer(sidecarId("podwire-1")).kill();
      await("the kubelet has restarted the sidecar")
          .atMost(PATIENCE)
          .until(() -> restarts("podwire-1") == 1 && release.isReady("podwire-1"));
      awaitPeers("podwire-0", "podwire-1");
      watch.assertPrompt(2); // it went, and came again
    }
    awaitPeers("podwire-1", "podwire-0");
    assertThat(appRestarts("podwire-1")).isZero();
    assertNothingLostOnTheWayTo("podwire-1");
    Command run = release.podwire("run", "--duration", "200ms", "--format", "json");
    assertThat(run.exit()).as(run.err()).isZero();
  }

  /** What a sidecar had taken from its own ring may be lost with it, what came to it may not. */
  private void assertNothingLostOnTheWayTo(String pod) {
    long before = accounts.received(pod);
    await("messages come to " + pod + " again")
        .atMost(PATIENCE)
        .until(() -> accounts.received(pod) > before);
    assertThat(accounts.sources(pod)).allMatch(source -> source.integrity().isClean());
  }

  private String sidecarId(String name) {
    String id =
        release.pod(name).getStatus().getInitContainerStatuses().getFirst().getContainerID();
    return id.replaceFirst("^\\w+://", "");
  }

  private int restarts(String name) {
    return release.pod(name).getStatus().getInitContainerStatuses().getFirst().getRestartCount();
  }

  private int appRestarts(String name) {
    Pod pod = release.pod(name);
    return pod.getStatus().getContainerStatuses().stream()
        .mapToInt(status -> status.getRestartCount())
        .sum();
  }
}
