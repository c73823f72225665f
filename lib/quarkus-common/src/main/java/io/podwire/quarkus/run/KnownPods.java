package io.podwire.quarkus.run;

import io.podwire.api.Topology.Pod;
import java.util.List;

/**
 * The pods that a program may talk to; the sidecar is the one who knows them. Shared by threads.
 */
@FunctionalInterface
public interface KnownPods {
  /**
   * The own pod and its peers; may block while the sidecar answers.
   *
   * @throws io.podwire.quarkus.ProblemException 503 if it does not
   */
  List<Pod> pods();
}
