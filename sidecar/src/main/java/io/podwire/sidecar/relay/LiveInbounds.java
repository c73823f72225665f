package io.podwire.sidecar.relay;

import io.podwire.api.RouteReport;
import io.podwire.ipc.ChannelUri;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The live routes of other pods that end here, all in one local channel. Each pod that the sidecar
 * knows has one place; nobody is displaced by a newcomer. Of a pod that has left, nothing is kept
 * once its connection has ended. Threads may share it.
 */
final class LiveInbounds implements AutoCloseable {
  static final String PREFIX = "live-";

  private final LiveDelivery local;
  private final RelayTotals totals;
  private final Predicate<String> knownPods;
  private final Map<String, RouteStatus> statuses = new ConcurrentHashMap<>();
  private final Map<String, LivePlace> current = new ConcurrentHashMap<>();

  LiveInbounds(ChannelUri local, Predicate<String> knownPods, RelayTotals totals) {
    this.local = new LiveDelivery(local);
    this.knownPods = knownPods;
    this.totals = totals;
  }

  /**
   * The place of the pod that greets. Does not block.
   *
   * @throws RefusedException if the pod is not known, perhaps not yet, or is connected
   */
  Place admit(Hello hello) {
    String id = hello.routeId();
    forgetLeft();
    if (!isKnown(id)) {
      throw new RefusedException(
          Refusal.UNKNOWN_POD,
          String.format(
              Locale.ROOT,
              "relay: this sidecar does not know pod %s (yet); see its podwire.peers, and try again",
              id.substring(PREFIX.length())));
    }
    LivePlace place = new LivePlace(hello, local, () -> status(id), this::leave);
    LivePlace taken = current.putIfAbsent(id, place);
    if (taken != null) {
      taken.abandonIfPeerGone();
      throw new RefusedException(
          Refusal.CONNECTED,
          String.format(
              Locale.ROOT,
              "relay: pod %s is connected already; try again once that connection has ended",
              id.substring(PREFIX.length())));
    }
    return place;
  }

  private boolean isKnown(String routeId) {
    return knownPods.test(routeId.substring(PREFIX.length()));
  }

  private void forgetLeft() {
    statuses.keySet().removeIf(id -> !current.containsKey(id) && !isKnown(id));
  }

  private RouteStatus status(String routeId) {
    return statuses.computeIfAbsent(routeId, id -> new RouteStatus(id, totals));
  }

  private void leave(LivePlace place) {
    current.remove(place.hello().routeId(), place);
    if (current.isEmpty()) {
      local.finish();
    }
  }

  Optional<RouteReport> report(String id) {
    return Optional.ofNullable(statuses.get(id)).map(RouteStatus::report);
  }

  boolean isIdle() {
    return current.isEmpty();
  }

  void stop() {
    current.values().forEach(LivePlace::stop);
  }

  @Override
  public void close() {
    current.values().forEach(LivePlace::close);
    local.finish();
  }
}
