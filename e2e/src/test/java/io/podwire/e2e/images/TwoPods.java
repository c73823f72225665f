package io.podwire.e2e.images;

import java.util.stream.Stream;
import org.testcontainers.containers.Network;

/** Two pods that are each other's peers, on a network of their own, each of a user of its own. */
record TwoPods(Network network, SimulatedPod a, SimulatedPod b) implements AutoCloseable {
  private static final int UNKNOWN_USER = 1_000_650_000; // no image has a name for it

  /** Starts them; blocks until all programs can serve. */
  static TwoPods start() {
    TwoPods pods =
        new TwoPods(
            Network.newNetwork(),
            new SimulatedPod("a", "b"),
            new SimulatedPod("b", "a", UNKNOWN_USER));
    try {
      pods.a.start(pods.network);
      pods.b.start(pods.network);
      pods.a.awaitReady();
      pods.b.awaitReady();
      return pods;
    } catch (RuntimeException e) {
      pods.close();
      throw e;
    }
  }

  Stream<PodContainer> containers() {
    return Stream.of(a, b).flatMap(pod -> pod.containers().stream());
  }

  @Override
  public void close() {
    a.close();
    b.close();
    network.close();
  }
}
