package io.podwire.sidecar;

import io.podwire.api.Topology.Pod;
import io.podwire.lab.environment.EnvironmentProbe;
import io.podwire.quarkus.HostPort;
import io.podwire.quarkus.PodConfig;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this pod tells others about itself. Stateless. */
@Singleton
final class SelfDescription {
  private final PodConfig pod;
  private final SidecarConfig config;
  private final int httpPort;
  private final String bootId;

  SelfDescription(
      PodConfig pod,
      SidecarConfig config,
      @ConfigProperty(name = "quarkus.http.port") int httpPort) {
    this.pod = pod;
    this.config = config;
    this.httpPort = httpPort;
    this.bootId = Objects.requireNonNullElse(EnvironmentProbe.bootId(), "");
  }

  Pod pod(int relayPort) {
    return new Pod(
        pod.pod(),
        "",
        url(config.sidecar(), httpPort),
        url(config.producer(), 8081),
        url(config.consumer(), 8082),
        HostPort.of(pod.host(), relayPort),
        config.node(),
        config.zone().orElse(""),
        bootId,
        pod.channels().directory().toString(),
        pod.channels().filesDirectory().toString(),
        pod.channels().prefix(),
        true,
        true);
  }

  private String url(SidecarConfig.Program program, int defaultPort) {
    return program
        .url()
        .map(url -> url.replaceAll("/+$", ""))
        .orElse("http://" + HostPort.of(pod.host(), defaultPort));
  }
}
