package io.podwire.quarkus.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live: no loop of this program is stuck. */
@Liveness
public final class LoopsGoRound implements AsyncHealthCheck {
  private final Pulse pulse;

  LoopsGoRound(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    var stuck = pulse.stuck();
    var response = HealthCheckResponse.named("loops go round").status(stuck.isEmpty());
    if (!stuck.isEmpty()) {
      response.withData("stuck", String.join(", ", stuck));
    }
    return Uni.createFrom().item(response.build());
  }
}
