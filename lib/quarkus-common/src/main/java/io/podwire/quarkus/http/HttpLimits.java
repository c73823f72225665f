package io.podwire.quarkus.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a program grants to whoever connects over HTTP. */
@ConfigMapping(prefix = "podwire.http")
public interface HttpLimits {
  /** How long the body of a request may take, from the end of its head. */
  @WithDefault("10S")
  Duration bodyTimeout();

  /** How many bytes of bodies the program holds at a time, those of all requests together. */
  @WithDefault("10485760")
  long bodiesBytes();

  /**
   * How long a new connection may take until the head of its first request is there. Connections
   * are looked at twice in this time, so one may last up to twice as long.
   */
  @WithDefault("10S")
  Duration headTimeout();

  /** How long a connection may take from an answer to the head of its next request. */
  @WithDefault("75S")
  Duration idleTimeout();
}
