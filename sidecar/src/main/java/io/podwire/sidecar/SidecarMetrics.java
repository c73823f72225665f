package io.podwire.sidecar;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.sidecar.relay.Refusal;
import io.podwire.sidecar.relay.Relay;
import io.podwire.sidecar.relay.RelayTotals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.ToLongFunction;

/** The sidecar's figures for Prometheus. Stateless. */
@Singleton
final class SidecarMetrics {
  private final Sidecar sidecar;
  private final MeterRegistry registry;

  SidecarMetrics(Sidecar sidecar, MeterRegistry registry) {
    this.sidecar = sidecar;
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    FunctionCounter.builder(
            "podwire_relay_messages", sidecar, of(RelayTotals::messages)::applyAsLong)
        .description("Messages that the relay forwarded, in and out")
        .register(registry);
    FunctionCounter.builder("podwire_relay_bytes", sidecar, of(RelayTotals::bytes)::applyAsLong)
        .description("Bytes of the messages that the relay forwarded, in and out")
        .register(registry);
    Gauge.builder(
            "podwire_relay_credit_available_bytes",
            sidecar,
            of(RelayTotals::creditAvailableBytes)::applyAsLong)
        .description("What the sending directions may still send without a further credit")
        .register(registry);
    for (Refusal reason : Refusal.values()) {
      FunctionCounter.builder(
              "podwire_relay_refused_connections",
              sidecar,
              of(totals -> totals.refused(reason))::applyAsLong)
          .description("Connections to the relay that carried no messages, by reason")
          .tag("reason", reason.label())
          .register(registry);
    }
    Gauge.builder("podwire_peers_reachable", sidecar, of -> of.peers().reachable())
        .description("Sidecars of other pods that answered last time")
        .register(registry);
    Gauge.builder("podwire_relay_unacknowledged_messages", sidecar, SidecarMetrics::unacknowledged)
        .description("Live messages taken from the own pod that no other pod has confirmed yet")
        .register(registry);
    if (sidecar.peers().connected().isPresent()) {
      Gauge.builder("podwire_cluster_api_connected", sidecar, SidecarMetrics::connected)
          .description("1 while the sidecar hears from the Kubernetes API, else 0")
          .register(registry);
    }
  }

  private static double unacknowledged(Sidecar sidecar) {
    return sidecar.openedRelay().map(Relay::unacknowledged).orElse(0);
  }

  private static double connected(Sidecar sidecar) {
    return sidecar.peers().connected().map(connected -> connected ? 1.0 : 0.0).orElse(Double.NaN);
  }

  private static ToLongFunction<Sidecar> of(ToLongFunction<RelayTotals> figure) {
    return sidecar ->
        sidecar.openedRelay().map(relay -> figure.applyAsLong(relay.totals())).orElse(0L);
  }
}
