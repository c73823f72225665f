package io.podwire.web.health;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: started and not yet asked to end. */
@Readiness
@Singleton
public final class Serving implements HealthCheck {
  private volatile boolean serving;

  void onStart(@Observes io.quarkus.runtime.StartupEvent event) {
    serving = true;
  }

  void onDrain(@Observes io.quarkus.runtime.ShutdownEvent event) {
    serving = false;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("serving").status(serving).build();
  }
}
