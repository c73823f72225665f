package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the wire between two nodes adds, as Podwire and as an independent program see it. */
@NeedsCluster
class WireDelayIT {
  /** Of each packet: large against the milliseconds by which a busy machine is late. */
  private static final Duration DELAY = Duration.ofMillis(20);

  private static final double TOLERANCE = 0.1;
  private static final Duration CELL = Duration.ofMillis(600);
  private static final int PINGS = 25;
  private static final int LEAST_ROUNDS = 2;
  private static final int MOST_ROUNDS = 6;

  private final Shift reference = new Shift();
  private final Map<String, Shift> ways = new TreeMap<>();
  private TestCluster cluster;
  private WireDelay wire;
  private @Nullable Installation release;
  private @Nullable PingPong independent;

  @BeforeEach
  void findTheWire() {
    wire = WireDelay.given();
    cluster = TestCluster.given();
    assumeTrue(cluster.workers().size() > 1, "one node only: nothing crosses a wire");
    PingPongImage.load();
  }

  @AfterEach
  void leaveTheWireAsItWas() {
    TestResources.close(wire, independent, release, cluster);
  }

  /**
   * Each round trip crosses the wire once in each direction, also where sidecars relay it: their
   * credit goes beside the messages, which do not wait for it.
   */
  @Test
  void shouldMoveTheRoundTripAsMuchAsThatOfAnIndependentProgram() {
    Installation installed =
        Installation.of(cluster, Map.of("replicas", 2, "placement", "cross-node"));
    release = installed;
    List<Pod> pods = installed.pods();
    PingPong pingPong = PingPong.between(cluster, node(pods.get(0)), node(pods.get(1)));
    independent = pingPong;
    TcpComparison podwire = new TcpComparison(installed, pods.get(0).getMetadata().getName(), CELL);

    for (int round = 0; round < LEAST_ROUNDS || (round < MOST_ROUNDS && !isWithin()); round++) {
      wire.off();
      podwire.p50Nanos().forEach((way, nanos) -> shift(way).addWithout(nanos));
      reference.addWithout(pingPong.p50Nanos(PINGS));
      wire.set(DELAY);
      podwire.p50Nanos().forEach((way, nanos) -> shift(way).addWith(nanos));
      reference.addWith(pingPong.p50Nanos(PINGS));
    }
    System.out.printf("independent program: %s, %s%n", reference, ways); // figures to look back at

    assertThat(reference.nanos()).as("the delay acts").isGreaterThan((double) DELAY.toNanos());
    assertThat(ways)
        .containsKey(TcpComparison.DIRECT)
        .allSatisfy(
            (way, shift) ->
                assertThat(shift.over(reference))
                    .as("%s: %s, the independent program: %s", way, shift, reference)
                    .isCloseTo(1, within(TOLERANCE)));
  }

  private Shift shift(String way) {
    return ways.computeIfAbsent(way, first -> new Shift());
  }

  private boolean isWithin() {
    return ways.values().stream()
        .allMatch(shift -> Math.abs(shift.over(reference) - 1) <= TOLERANCE);
  }

  private static String node(Pod pod) {
    return pod.getSpec().getNodeName();
  }
}
