package io.podwire.sidecar;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the sidecar is told beyond what all programs of a pod agree on. */
@ConfigMapping(prefix = "podwire")
public interface SidecarConfig {
  /** The producer of the own pod. */
  Program producer();

  /** The consumer of the own pod. */
  Program consumer();

  /** This program, as others reach it. */
  Program sidecar();

  /** Carrying messages to and from other pods. */
  RelayConfig relay();

  /** URLs of the sidecars of other pods, where no cluster tells them. */
  Optional<List<String>> peers();

  /** Whether pods are groups of local processes that stand for containers. */
  @WithDefault("false")
  boolean simulated();

  /** The node that the pod runs on. */
  @WithDefault("local")
  String node();

  /** The zone of that node, where nothing else tells it; in a cluster the EndpointSlices do. */
  Optional<String> zone();

  /** Where a program is found. */
  interface Program {
    /** Its URL without a slash at the end; defaults to the usual port on this host. */
    Optional<String> url();
  }

  /** Carrying messages to and from other pods. */
  interface RelayConfig {
    /** TCP port to listen on; 0 takes any free one. */
    @WithDefault("7400")
    int port();

    /** How many bytes each direction of a route may have under way without credit. */
    @WithDefault("262144")
    int windowBytes();

    /** How long a relay that is told to stop waits for its streams to end. */
    @WithDefault("2s")
    Duration drainTimeout();
  }
}
