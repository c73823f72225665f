package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelUri;
import io.podwire.lab.api.RouteReport;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The live routes of other pods that end here, all in one local channel. A pod that connects again
 * replaces its connection of before. Threads may share it.
 */
final class LiveInbounds implements AutoCloseable {
  static final String PREFIX = "live-";

  private final LiveDelivery local;
  private final RelayTotals totals;
  private final Map<String, RouteStatus> statuses = new ConcurrentHashMap<>();
  private final Map<String, LiveInbound> current = new ConcurrentHashMap<>();

  LiveInbounds(ChannelUri local, RelayTotals totals) {
    this.local = new LiveDelivery(local);
    this.totals = totals;
  }

  /** Serves a connection on the calling thread until it ends. */
  void serve(RelayLink link, Hello hello) {
    RouteStatus status =
        statuses.computeIfAbsent(hello.routeId(), id -> new RouteStatus(id, totals));
    LiveInbound next = new LiveInbound(link, hello, local, status);
    LiveInbound before = current.put(hello.routeId(), next);
    if (before != null) {
      before.close();
      before.awaitOver();
    }
    status.healed();
    status.metered(next::run);
    leave(hello.routeId(), next);
  }

  private void leave(String routeId, LiveInbound inbound) {
    current.remove(routeId, inbound);
    if (current.isEmpty()) {
      local.finish();
    }
  }

  Optional<RouteReport> report(String id) {
    return Optional.ofNullable(statuses.get(id)).map(RouteStatus::report);
  }

  boolean isIdle() {
    return current.values().stream().allMatch(LiveInbound::isIdle);
  }

  void stop() {
    current.values().forEach(LiveInbound::stop);
  }

  @Override
  public void close() {
    current.values().forEach(LiveInbound::close);
    local.finish();
  }
}
