package io.podwire.sidecar.channels;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the live channels exist. Otherwise it says why they do not. */
@Startup
@Singleton
public final class ChannelsPrepared implements HealthCheck {
  private final PreparationState state;

  ChannelsPrepared(PreparationState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("channels prepared").status(state.isPrepared());
    state.fault().ifPresent(reason -> response.withData("reason", reason));
    return response.build();
  }
}
