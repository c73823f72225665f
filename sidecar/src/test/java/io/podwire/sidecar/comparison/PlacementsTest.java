package io.podwire.sidecar.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.Placement;
import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.result.Boundary;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlacementsTest {
  private static Pod pod(String name, String node, String zone) {
    return Pod.unknown(name, "http://" + name).at("uid", node, zone).with(true, true);
  }

  private static Placement placement(Pod self, Pod... peers) {
    return Placements.of(self, List.of(peers));
  }

  private static PodPair pair(Boundary boundary, Pod self, Pod... peers) {
    Topology topology =
        new Topology(self, List.of(peers), false, placement(self, peers), null, null);
    return Objects.requireNonNull(PodPair.each(topology).get(boundary));
  }

  @Test
  void shouldOfferEveryBoundaryThatLiesBetweenAnyTwoPods() {
    Placement all =
        placement(
            pod("0", "n1", "z1"), pod("1", "n1", "z1"), pod("2", "n2", "z1"), pod("3", "n3", "z2"));
    assertThat(all.boundaries()).containsExactly("process", "container", "pod", "node", "zone");
    assertThat(all.notShown()).isEmpty();
  }

  @Test
  void shouldSayInWordsWhatAPlacementCannotShow() {
    assertThat(placement(pod("0", "n1", "z1")).notShown())
        .containsExactly("only one pod: what another pod, node or zone costs is not shown");
    assertThat(placement(pod("0", "n1", "z1"), pod("1", "n1", "z1")).notShown())
        .containsExactly("only one node (n1): what another node or zone costs is not shown");
    assertThat(placement(pod("0", "n1", "z1"), pod("1", "n2", "z1")).notShown())
        .containsExactly(
            "no two pods share a node: what another pod on the same node costs is not shown",
            "only one zone (z1): what another zone costs is not shown");
    assertThat(
            placement(pod("0", "n1", "z1"), pod("1", "n1", "z1"), pod("2", "n2", "z2")).notShown())
        .containsExactly(
            "no two nodes share a zone: what another node in the same zone costs is not shown");
    assertThat(placement(pod("0", "n1", ""), pod("1", "n2", "")).notShown())
        .contains(
            "the zones of the nodes are not known (they have no label topology.kubernetes.io/zone):"
                + " what another zone costs is not shown");
  }

  @Test
  void shouldTakeANodeWithoutAZoneForNoOtherZone() {
    Placement half = placement(pod("0", "n1", "z1"), pod("1", "n1", "z1"), pod("2", "n2", ""));
    assertThat(half.boundaries()).containsExactly("process", "container", "pod", "node");
    assertThat(half.notShown())
        .containsExactly(
            "the zone of node n2 is not known (it has no label topology.kubernetes.io/zone):"
                + " what another zone costs is not shown");
  }

  @Test
  void shouldMeasureABoundaryBetweenOthersIfTheAskedPodHasNone() {
    PodPair near =
        pair(Boundary.POD, pod("2", "n2", "z2"), pod("0", "n1", "z1"), pod("1", "n1", "z1"));
    assertThat(near.from().name() + near.to().name()).isEqualTo("01");
    PodPair far =
        pair(Boundary.ZONE, pod("2", "n2", "z2"), pod("0", "n1", "z1"), pod("1", "n1", "z1"));
    assertThat(far.from().name() + far.to().name()).isEqualTo("20");
  }

  @Test
  void shouldRatherMeasureBetweenPodsThatAnswer() {
    PodPair near =
        pair(
            Boundary.POD,
            pod("0", "n1", "z1"),
            pod("1", "n1", "z1").with(true, false),
            pod("2", "n1", "z1"));
    assertThat(near.to().name()).isEqualTo("2");
  }

  @Test
  void shouldCompareClocksOfOneBootOnly() {
    Pod unknown = pod("0", "n1", "z1");
    assertThat(new PodPair(unknown, unknown).clocksCompare()).isFalse();
  }
}
