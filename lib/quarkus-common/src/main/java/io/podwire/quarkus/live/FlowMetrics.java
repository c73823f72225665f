package io.podwire.quarkus.live;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.podwire.api.FlowState;
import io.podwire.lab.integrity.IntegrityCounts;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The metrics of a live flow, by the tag {@code channel}, which is its name:
 *
 * <ul>
 *   <li>{@code podwire_live_messages_total}: sent or received since this program started
 *   <li>{@code podwire_live_connected}: 1 while the peer is there, else 0
 *   <li>{@code podwire_live_not_sent_total}: kept back by back-pressure (sending end)
 *   <li>{@code podwire_live_lost_total}, {@code _duplicated_}, {@code _reordered_}, {@code
 *       _corrupted_}, {@code _unknown_}, {@code _redelivered_}: over restarts (receiving end)
 * </ul>
 */
public final class FlowMetrics {
  private final MeterRegistry registry;
  private final String channel;
  private final Supplier<FlowState> state;

  private FlowMetrics(MeterRegistry registry, String channel, Supplier<FlowState> state) {
    this.registry = registry;
    this.channel = channel;
    this.state = state;
  }

  /** Registers a flow; {@code state} is asked whenever the metrics are read. */
  public static void register(MeterRegistry registry, Supplier<FlowState> state) {
    FlowState now = state.get();
    FlowMetrics metrics = new FlowMetrics(registry, now.name(), state);
    metrics.counter("messages", FlowState::messages);
    metrics.gauge("connected", flow -> flow.connected() ? 1 : 0);
    if (now.integrity() == null) {
      metrics.counter("not.sent", flow -> flow.notSent() == null ? 0 : flow.notSent());
    } else {
      metrics.receiving();
    }
  }

  private void receiving() {
    fault("lost", IntegrityCounts::lost);
    fault("duplicated", IntegrityCounts::duplicated);
    fault("reordered", IntegrityCounts::reordered);
    fault("corrupted", IntegrityCounts::corrupted);
    fault("unknown", IntegrityCounts::unknown);
    counter("redelivered", flow -> flow.redelivered() == null ? 0 : flow.redelivered());
  }

  private void fault(String name, ToLongFunction<IntegrityCounts> count) {
    counter(name, flow -> flow.integrity() == null ? 0 : count.applyAsLong(flow.integrity()));
  }

  private void counter(String name, ToDoubleFunction<FlowState> value) {
    FunctionCounter.builder("podwire.live." + name, state, s -> value.applyAsDouble(s.get()))
        .tag("channel", channel)
        .register(registry);
  }

  private void gauge(String name, ToDoubleFunction<FlowState> value) {
    Gauge.builder("podwire.live." + name, () -> value.applyAsDouble(state.get()))
        .tag("channel", channel)
        .register(registry);
  }
}
