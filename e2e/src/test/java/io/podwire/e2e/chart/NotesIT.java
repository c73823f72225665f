package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NotesIT {
  @Test
  void shouldTellTheNextCommand() {
    assertThat(Chart.notes("podwire", Map.of()))
        .contains("starts 3 pods in namespace wires")
        .contains("podwire cluster run --namespace wires\n")
        .contains("helm test podwire --namespace wires --logs\n")
        .contains("kubectl port-forward service/podwire --namespace wires 8080")
        .contains("kubectl get secret podwire-token --namespace wires -o go-template='{{.data.");
  }

  @Test
  void shouldNameAReleaseThatTheCommandWouldNotFindByItself() {
    assertThat(Chart.notes("prices", Map.of()))
        .contains("podwire cluster run --namespace wires --release prices\n")
        .contains("kubectl port-forward service/prices-podwire --namespace wires 8080");
  }

  @Test
  void shouldSayWhichBoundariesCannotBeSeen() {
    assertThat(Chart.notes("podwire", Map.of("replicas", 1)))
        .contains("no boundary beyond its own");
    assertThat(Chart.notes("podwire", Map.of("placement", "same-node")))
        .contains("a node or a zone costs cannot be seen");
    assertThat(Chart.notes("podwire", Map.of("placement", "cross-node"))).contains("stay pending");
    assertThat(Chart.notes("podwire", Map.of())).doesNotContain("seen with", "boundary beyond");
  }

  @Test
  void shouldWarnOfFaults() {
    assertThat(Chart.notes("podwire", Map.of("faults.loseEvery", 100, "faults.isolate", true)))
        .contains("FAULTS ARE ON", "every 100th message", "the network between pods is closed");
    assertThat(Chart.notes("podwire", Map.of())).doesNotContain("FAULTS");
  }
}
