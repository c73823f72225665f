package io.podwire.web.health;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Live: no loop of this program is stuck. */
@Liveness
public final class LoopsGoRound implements HealthCheck {
  private final Pulse pulse;

  LoopsGoRound(Pulse pulse) {
    this.pulse = pulse;
  }

  @Override
  public HealthCheckResponse call() {
    var stuck = pulse.stuck();
    var response = HealthCheckResponse.named("loops go round").status(stuck.isEmpty());
    return stuck.isEmpty()
        ? response.build()
        : response.withData("stuck", String.join(", ", stuck)).build();
  }
}
