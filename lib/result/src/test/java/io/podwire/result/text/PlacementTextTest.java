package io.podwire.result.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTextTest {
  @Test
  void shouldNameThePodsOfEachNode() {
    assertThat(
            PlacementText.of(
                Map.of(
                    "sidecar-podwire-0", "node n1, zone a",
                    "producer-podwire-0", "node n1, zone a",
                    "sidecar-podwire-1", "node n1, zone a",
                    "sidecar-podwire-2", "node n2, zone b")))
        .contains("Pods: podwire-0 and podwire-1 on node n1, zone a; podwire-2 on node n2, zone b");
  }

  @Test
  void shouldSayNothingWhereNoPodIsKnown() {
    assertThat(PlacementText.of(Map.of("producer-a", "here"))).isEmpty();
  }
}
