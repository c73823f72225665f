package io.podwire.cli.cluster;

import io.podwire.cli.Console;
import io.podwire.cli.sidecar.SidecarClient;
import io.podwire.lab.api.Topology;
import io.podwire.lab.api.Topology.Pod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether the asked sidecar has found the others, as it does soon after they are ready. */
final class KnownPeers {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 200;

  private KnownPeers() {}

  /**
   * Blocks until the sidecar reaches all other pods, for ten seconds at most; then the comparison
   * goes on without them, and stderr says so.
   *
   * @param pods how many there should be, with the asked one
   */
  static void await(SidecarClient client, String url, int pods, Console console)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    long reached = reached(client.topology(url));
    while (reached < pods && System.nanoTime() - deadlineNanos < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      reached = reached(client.topology(url));
    }
    if (reached < pods) {
      console.warn(
          "the sidecar reaches %d of %d pods and compares between those; see the NetworkPolicy and the sidecars' logs"
              .formatted(reached, pods));
    }
  }

  private static long reached(Topology topology) {
    return 1 + topology.peers().stream().filter(Pod::reachable).count();
  }
}
