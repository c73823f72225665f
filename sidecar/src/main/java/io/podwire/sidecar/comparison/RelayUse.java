package io.podwire.sidecar.comparison;

import io.podwire.api.RouteReport;
import io.podwire.lab.workload.Pattern;
import io.podwire.result.Usage;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the relays of a route took for a message. They count warm-up and measured phase together, so
 * it is the mean over both. Stateless.
 */
final class RelayUse {
  private RelayUse() {}

  /** The sum over the sidecars on the path; null where there are none. */
  static Usage.@Nullable End of(List<RouteReport> routes, Pattern pattern) {
    if (routes.isEmpty()) {
      return null;
    }
    int ways = pattern == Pattern.ROUND_TRIP ? 2 : 1; // there and back is one message
    return new Usage.End(
        perMessage(routes, ways, RouteReport::cpuNanos),
        perMessage(routes, ways, RouteReport::contextSwitches),
        perMessage(routes, ways, RouteReport::systemCalls),
        perMessage(routes, ways, RouteReport::allocatedBytes),
        null,
        throttledNanos(routes));
  }

  private static @Nullable Double perMessage(
      List<RouteReport> routes, int ways, Function<RouteReport, @Nullable Long> figure) {
    double sum = 0;
    for (RouteReport route : routes) {
      Long total = figure.apply(route);
      if (total == null) {
        return null;
      }
      sum += (double) total / Math.max(1, route.messages());
    }
    return sum * ways;
  }

  private static @Nullable Long throttledNanos(List<RouteReport> routes) {
    long sum = 0;
    for (RouteReport route : routes) {
      Long nanos = route.throttledNanos();
      if (nanos == null) {
        return null;
      }
      sum += nanos;
    }
    return sum;
  }
}
