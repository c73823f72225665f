package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.podwire.e2e.host.Command;
import io.podwire.e2e.host.RunningCommand;
import io.podwire.result.Cell;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A release with the chart's own values: what it is and what it measures. */
@NeedsCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledReleaseIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration IDLE = Duration.ofSeconds(40);

  /** Twice the promise, live flow included: a guard, since processors differ by that much. */
  private static final double MOST_IDLE_MILLICORES = 100;

  /** What was hot in the comparison just before is still compiled in the first ones. */
  private static final int MOST_WINDOWS = 5;

  private static final int TERMINATED = 128 + 15; // by SIGTERM, as shells count

  private TestCluster cluster;
  private Installation release;
  private StartOrder order;
  private long begunNanos;

  @BeforeAll
  void install() {
    cluster = TestCluster.given();
    release = Installation.empty(cluster);
    begunNanos = System.nanoTime();
    try (StartOrder watched = new StartOrder(release)) {
      release.apply(Map.of());
      order = watched;
    }
  }

  @AfterAll
  void uninstall() {
    TestResources.close(release, cluster);
  }

  @Test
  @Order(1)
  void shouldStartTheAppsOnceTheSidecarHasPreparedTheChannels() {
    assertThat(order.early()).isEmpty();
    assertThat(order.heldBack()).containsExactlyInAnyOrder("podwire-0", "podwire-1", "podwire-2");
    for (Pod pod : release.pods()) {
      assertThat(pod.getStatus().getInitContainerStatuses())
          .extracting(ContainerStatus::getName)
          .containsExactly("sidecar");
      assertThat(pod.getStatus().getContainerStatuses())
          .allSatisfy(app -> assertThat(app.getRestartCount()).isZero())
          .extracting(ContainerStatus::getName)
          .containsExactlyInAnyOrder("producer", "consumer");
    }
  }

  @Test
  @Order(2)
  void shouldPutTwoPodsOnOneNodeAndTheThirdElsewhere() {
    List<String> nodes = release.pods().stream().map(pod -> pod.getSpec().getNodeName()).toList();
    assertThat(nodes).hasSize(3);
    assertThat(nodes.get(1)).isEqualTo(nodes.get(0));
    if (cluster.workers().size() > 1) {
      assertThat(nodes.get(2)).isNotEqualTo(nodes.get(0));
    }
  }

  @Test
  @Order(3)
  void shouldCompareEveryBoundaryThatThePlacementOffers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("result.json");
    Command run = release.podwire("run", "--format", "json", "--output", file.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    Duration sinceInstall = Duration.ofNanos(System.nanoTime() - begunNanos);
    System.out.printf("from helm install to the result: %s%n", sinceInstall); // to look back at

    Result result = ResultReader.read(file);
    assertOfferedCells(result);
    assertThat(result.cells().stream().filter(Cell::isMeasured))
        .allSatisfy(cell -> assertThat(cell.received()).isEqualTo(cell.sent()).isPositive())
        .allMatch(Cell::isClean);
    assertThat(result.cells()).noneMatch(cell -> cell.status() == Cell.Status.FAILED);
    assertThat(result.environment().simulated()).isEmpty();
    assertThat(result.environment().placement().values())
        .allMatch(place -> place.matches("node \\S+, zone \\S+"));
  }

  /** Each pair of boundaries once, directly and relayed: no cell less and none more. */
  private void assertOfferedCells(Result result) {
    OfferedCells offered = new OfferedCells("podwire-0", offeredBoundaries());
    assertThat(result.cells()).extracting(Cell::pattern).containsOnly("round-trip", "stream");
    for (String pattern : List.of("round-trip", "stream")) {
      Predicate<Cell> ofPattern = cell -> cell.pattern().equals(pattern);
      assertThat(OfferedCells.of(result, ofPattern.and(Cell::isMeasured)))
          .containsExactlyInAnyOrderElementsOf(offered.measured());
      assertThat(
              OfferedCells.of(
                  result, ofPattern.and(cell -> cell.status() == Cell.Status.FORBIDDEN)))
          .containsExactlyInAnyOrderElementsOf(offered.forbidden());
    }
  }

  private Map<String, String> offeredBoundaries() {
    if (cluster.workers().size() == 1) {
      return Map.of("pod", "podwire-1");
    }
    boolean severalZones = !zone("podwire-0").equals(zone("podwire-2"));
    return Map.of("pod", "podwire-1", severalZones ? "zone" : "node", "podwire-2");
  }

  private String zone(String pod) {
    return cluster
        .client()
        .nodes()
        .withName(node(pod))
        .get()
        .getMetadata()
        .getLabels()
        .getOrDefault("topology.kubernetes.io/zone", "");
  }

  private String node(String pod) {
    return release.pod(pod).getSpec().getNodeName();
  }

  @Test
  @Order(4)
  void shouldKeepTheResultBesideTheRelease() {
    ConfigMap results =
        cluster
            .client()
            .configMaps()
            .inNamespace(release.namespace())
            .withName("podwire-results")
            .get();
    assertThat(results.getData().keySet())
        .allMatch(key -> key.matches("result-\\d{8}T\\d{6}Z\\.json"));
    assertThat(results.getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getKind, OwnerReference::getName)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("StatefulSet", "podwire"));
    assertThat(release.podwire("report", "--format", "markdown").out()).contains("| tcp");
  }

  @Test
  @Order(5)
  void shouldNameTheNodesAndThePriceOfEachBoundary() {
    Command report = release.podwire("report", "--format", "table");
    assertThat(report.exit()).as(report.toString()).isZero();
    String text = report.out().replaceAll("\\s+", " ");
    assertThat(text)
        .contains("Pods: ", "podwire-0 and podwire-1 on node " + node("podwire-0"))
        .contains("What each boundary costs", " tcp ");
    if (cluster.workers().size() > 1) {
      assertThat(text).contains("podwire-2 on node " + node("podwire-2"));
    }
  }

  @Test
  @Order(6)
  void shouldTakeTheContextThatIsNamed(@TempDir Path folder) throws IOException {
    Kubeconfigs kubeconfigs = new Kubeconfigs(cluster, folder);
    Path file = kubeconfigs.withAnotherCurrentContext();
    Command current = release.podwire(file, "report", "--list");
    assertThat(current.err()).contains("of context " + Kubeconfigs.ELSEWHERE);
    assertThat(current.exit()).isOne();
    Command named = release.podwire(file, "report", "--list", "--context", kubeconfigs.context());
    assertThat(named.exit()).as(named.toString()).isZero();
    assertThat(named.out()).containsPattern("\\d{8}T\\d{6}Z");
  }

  @Test
  @Order(7)
  void shouldWatchUntilItIsToldToEnd() {
    List<String> facts = new ArrayList<>(List.of("comparison: none"));
    for (Pod pod : release.pods()) {
      String name = pod.getMetadata().getName();
      String zone = zone(name).isEmpty() ? "unknown" : zone(name);
      facts.add("pod %s: ready, node %s, zone %s".formatted(name, node(name), zone));
      facts.add("flow shm of %s: connected, 0 wrong".formatted(name));
    }
    try (RunningCommand watch = release.startPodwire("watch")) {
      watch.awaitPrinted(facts);
      Command ended = watch.end();
      assertThat(ended.out()).contains(facts);
      assertThat(ended.err()).isEmpty();
      assertThat(ended.exit()).isEqualTo(TERMINATED);
    }
  }

  @Test
  @Order(8)
  void shouldFindNothingMissingInAPod() {
    assumeKubectl();
    Command doctor =
        release.kubectl("exec", "podwire-0", "-c", "sidecar", "--", "java", "@podwire", "doctor");
    assertThat(doctor.exit()).as(doctor.toString()).isZero();
    assertThat(doctor.out())
        .containsPattern("(?m)^ok +shm")
        .containsPattern("(?m)^ok +fifo")
        .containsPattern("(?m)^ok +mq")
        .containsPattern("(?m)^ok +sysv")
        .containsPattern("(?m)^ok +uds")
        .containsPattern("(?m)^ok +tcp")
        .containsPattern("(?m)^ok +pipe")
        .doesNotContainPattern("(?m)^missing");
  }

  private static void assumeKubectl() {
    assumeTrue(Command.isInPath("kubectl"), "no kubectl in PATH: nothing runs a command in a pod");
  }

  @Test
  @Order(9)
  void shouldShowThePageAndTheSameTopologyFromEachPod() throws IOException {
    for (Pod pod : release.pods()) {
      String name = pod.getMetadata().getName();
      assertThat(release.get(name, 8080, "/")).contains("<title>");
      JsonNode topology = JSON.readTree(release.get(name, 8080, "/api/topology"));
      assertThat(topology.at("/self/name").asText()).isEqualTo(name);
      assertThat(topology.at("/peers")).hasSize(2);
      assertThat(topology.at("/peers")).allMatch(peer -> peer.path("reachable").asBoolean());
    }
  }

  @Test
  @Order(10)
  void shouldPassItsOwnTest() {
    Release tested =
        Helm.test(Installation.RELEASE)
            .withNamespace(release.namespace())
            .withKubeConfig(cluster.kubeconfig())
            .withTimeout(180)
            .call();
    assertThat(tested.getStatus()).isEqualTo("deployed"); // a failed test throws, see FaultsIT
  }

  @Test
  @Order(11)
  void shouldGiveTheTokenToTheSidecarOnly() {
    String path = "/var/run/secrets/kubernetes.io/serviceaccount";
    for (Pod pod : release.pods()) {
      assertThat(pod.getSpec().getContainers())
          .allSatisfy(
              app ->
                  assertThat(app.getVolumeMounts())
                      .noneMatch(mount -> mount.getMountPath().startsWith(path)));
      assertThat(pod.getSpec().getInitContainers().getFirst().getVolumeMounts())
          .anyMatch(mount -> mount.getMountPath().equals(path));
    }
  }

  @Test
  @Order(12)
  void shouldRefuseOtherPodsOfTheNamespace() {
    PolicyEnforcement.assumeIn(cluster);
    String url = "http://podwire:8080";
    String[] words = {"cluster", "run", "--url", url, "--timeout", "5s"};
    try (CommandPod stranger =
        CommandPod.start(cluster.client(), release.namespace(), "stranger", words)) {
      Command ended = stranger.ended();
      assertThat(ended.exit()).as(ended.toString()).isOne();
      assertThat(ended.out()).contains(url);
    }
  }

  @Test
  @Order(13)
  void shouldComeToRestUnderItsPromise() {
    CpuUse use = CpuUse.of(release, IDLE);
    for (int window = 1; window < MOST_WINDOWS && use.most() >= MOST_IDLE_MILLICORES; window++) {
      use = CpuUse.of(release, IDLE);
    }
    assertThat(use.most())
        .as("millicores of the busiest pod: %s", use)
        .isLessThan(MOST_IDLE_MILLICORES);
  }

  @Test
  @Order(14) // after the rest: what it runs in a pod takes that one's CPU
  void shouldRefuseStrangersOnEveryPort() {
    assumeKubectl();
    PolicyEnforcement.assumeIn(cluster);
    PodPorts ports = new PodPorts(release, release.pod("podwire-0").getStatus().getPodIP());
    assertThat(ports.openTo("podwire-1")).isEqualTo(PodPorts.ALL); // else closed means nothing
    assertThat(ports.closedToStrangersOf(release.namespace())).isEqualTo(PodPorts.ALL);
    try (TestNamespace other = cluster.namespace()) {
      assertThat(ports.closedToStrangersOf(other.name())).isEqualTo(PodPorts.ALL);
    }
  }

  @Test
  @Order(15)
  void shouldHaveStayedWithinItsLimits() {
    for (Pod pod : release.pods()) {
      assertThat(pod.getStatus().getContainerStatuses())
          .allSatisfy(status -> assertThat(status.getLastState().getTerminated()).isNull());
      assertThat(pod.getStatus().getInitContainerStatuses())
          .allSatisfy(status -> assertThat(status.getLastState().getTerminated()).isNull());
    }
  }
}
