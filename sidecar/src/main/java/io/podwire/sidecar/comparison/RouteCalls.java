package io.podwire.sidecar.comparison;

import io.podwire.api.RouteReport;
import io.podwire.api.RouteSpec;
import io.podwire.lab.workload.Pattern;
import io.podwire.sidecar.http.PodHttp;
import io.podwire.sidecar.http.PodHttpException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The route of one relayed run at both its sidecars. For one thread. */
final class RouteCalls implements AutoCloseable {
  private final PodHttp http;
  private final List<String> urls = new ArrayList<>();

  private RouteCalls(PodHttp http) {
    this.http = http;
  }

  /** Sets the route up, the far end first; nothing for a cell without relays. */
  static RouteCalls open(
      PodHttp http, PlannedCell cell, CellAddresses addresses, Duration timeout) {
    RouteCalls route = new RouteCalls(http);
    if (cell.way() == PlannedCell.Way.RELAYED) {
      try {
        route.add(cell.to().sidecarUrl(), spec(cell, addresses, null, timeout));
        route.add(cell.from().sidecarUrl(), spec(cell, addresses, cell.to().relay(), timeout));
      } catch (RuntimeException e) {
        route.close();
        throw e;
      }
    }
    return route;
  }

  private static RouteSpec spec(
      PlannedCell cell, CellAddresses addresses, @Nullable String peer, Duration timeout) {
    return new RouteSpec(
        addresses.id(),
        peer == null ? addresses.sink() : addresses.source(),
        peer,
        cell.pattern() == Pattern.ROUND_TRIP,
        cell.waitStrategy(),
        timeout);
  }

  private void add(String sidecarUrl, RouteSpec spec) {
    http.post(sidecarUrl + "/api/routes", spec, RouteReport.class);
    urls.add(sidecarUrl + "/api/routes/" + spec.id());
  }

  /** Ends the route at both sidecars; returns what each did. */
  List<RouteReport> end() {
    List<RouteReport> reports =
        urls.stream().map(url -> http.delete(url, RouteReport.class)).toList();
    urls.clear();
    return reports;
  }

  /** What the sidecars tell of faults, as an addition to an end's; empty if there is none. */
  String fault() {
    try {
      return urls.stream()
          .map(url -> http.get(url, RouteReport.class))
          .map(RouteReport::error)
          .filter(Objects::nonNull)
          .distinct()
          .map(error -> " (relay: " + error + ")")
          .collect(Collectors.joining());
    } catch (PodHttpException e) {
      return " (relay: " + e.getMessage() + ")";
    }
  }

  /** Ends the route at both sidecars unless {@link #end} has. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // a cancelled comparison still tidies up
    for (String url : urls) {
      try {
        http.delete(url, RouteReport.class);
      } catch (PodHttpException gone) {
        continue; // a sidecar that does not answer has no route left
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
