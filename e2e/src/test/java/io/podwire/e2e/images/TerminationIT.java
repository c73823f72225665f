package io.podwire.e2e.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;

/** A pod that is asked to end. */
@NeedsEngine
class TerminationIT {
  private static final int GRACE_SECONDS = 30;
  private static final long SIGTERM_EXIT = 128 + 15; // 137 would be a kill after the grace time

  @Test
  void shouldDrainAndEndOnSigterm() {
    BuiltImages.require();
    try (Network network = Network.newNetwork();
        SimulatedPod pod = new SimulatedPod("a", "nobody")) {
      pod.start(network).awaitReady();
      for (PodContainer container : pod.containers().reversed()) { // the sidecar last
        container.terminate(GRACE_SECONDS);

        assertThat(container.state().getExitCodeLong())
            .as(container.getLogs())
            .isEqualTo(SIGTERM_EXIT);
        assertThat(container.getLogs()).containsPattern("podwire-" + container + " stopped in");
      }
    }
  }
}
