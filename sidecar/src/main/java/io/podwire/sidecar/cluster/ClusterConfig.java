package io.podwire.sidecar.cluster;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What to ask the Kubernetes API; nothing is asked while no service is named. */
@ConfigMapping(prefix = "podwire.cluster")
public interface ClusterConfig {
  /** The headless Service whose EndpointSlices name the pods of the release. */
  Optional<String> service();

  /** The namespace of all of it. */
  @WithDefault("default")
  String namespace();

  /** The StatefulSet that owns the stored results. */
  @WithDefault("podwire")
  String workload();

  /** The ConfigMap that holds them. */
  @WithDefault("podwire-results")
  String results();

  /** How often to check that the API still answers. */
  @WithDefault("5s")
  Duration lookPeriod();
}
