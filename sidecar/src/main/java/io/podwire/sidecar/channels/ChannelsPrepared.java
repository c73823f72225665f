package io.podwire.sidecar.channels;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;

/** Started: the live channels exist. Otherwise it says why they do not. Threads may share it. */
@Startup
@Singleton
public final class ChannelsPrepared implements HealthCheck {
  private volatile boolean prepared;
  private volatile @Nullable String fault;

  /** Says that all is there. */
  public void done() {
    prepared = true;
  }

  /** Says why it will not be. */
  public void failed(String reason) {
    fault = reason;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("channels prepared").status(prepared);
    String reason = fault;
    return reason == null ? response.build() : response.withData("reason", reason).build();
  }
}
