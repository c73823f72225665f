package io.podwire.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.Topology;
import io.podwire.api.Topology.Pod;
import io.podwire.sidecar.comparison.Placements;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
  private static Pod pod(String name, String node, String zone) {
    return Pod.unknown(name, "http://" + name).at("uid", node, zone).with(true, true);
  }

  @Test
  void shouldNameAZoneOnlyWhereTheNodeHasOne() {
    Pod labelled = pod("podwire-0", "n1", "zone-a");
    Pod unlabelled = pod("podwire-1", "n2", "");
    var placement = Placements.of(labelled, List.of(unlabelled));
    Topology topology = new Topology(labelled, List.of(unlabelled), false, placement, null, null);

    assertThat(Surroundings.look(topology).placement())
        .containsEntry("sidecar-podwire-0", "node n1, zone zone-a")
        .containsEntry("sidecar-podwire-1", "node n2");
  }
}
