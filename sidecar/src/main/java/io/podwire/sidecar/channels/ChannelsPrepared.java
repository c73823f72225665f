package io.podwire.sidecar.channels;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the live channels exist. Otherwise it says why they do not. */
@Startup
@Singleton
public final class ChannelsPrepared implements AsyncHealthCheck {
  private final PreparationState state;

  ChannelsPrepared(PreparationState state) {
    this.state = state;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    var response = HealthCheckResponse.named("channels prepared").status(state.isPrepared());
    state.fault().ifPresent(reason -> response.withData("reason", reason));
    return Uni.createFrom().item(response.build());
  }
}
