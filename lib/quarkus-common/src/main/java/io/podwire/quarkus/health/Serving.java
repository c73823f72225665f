package io.podwire.quarkus.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: started and not yet asked to end. */
@Readiness
@Singleton
public final class Serving implements AsyncHealthCheck {
  private volatile boolean serving;

  void onStart(@Observes io.quarkus.runtime.StartupEvent event) {
    serving = true;
  }

  void onDrain(@Observes io.quarkus.runtime.ShutdownEvent event) {
    serving = false;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom().item(HealthCheckResponse.named("serving").status(serving).build());
  }
}
