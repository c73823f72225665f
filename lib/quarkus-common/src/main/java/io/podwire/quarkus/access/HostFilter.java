package io.podwire.quarkus.access;

import io.podwire.quarkus.Problem;
import io.podwire.quarkus.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers only requests for a host of {@link KnownHosts}: 421 for any other, 400 for none or more
 * than one. Runs on the event loop.
 */
@Singleton
final class HostFilter {
  /** Before everything that looks at a request. */
  private static final int PRIORITY = 2000;

  private final KnownHosts known;

  /** The last host that was known: messages of a run name one again and again. */
  private volatile Accepted last = new Accepted("", "");

  private record Accepted(String host, String arrival) {}

  HostFilter(KnownHosts known) {
    this.known = known;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
  }

  private void filter(RoutingContext context) {
    Problem problem = problem(context.request());
    if (problem == null) {
      context.next();
    } else {
      Refusal.send(context, problem);
    }
  }

  private @Nullable Problem problem(HttpServerRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() != 1) {
      return Problem.of(
          400,
          String.format(
              Locale.ROOT, "the request has %d Host headers; send exactly one", hosts.size()));
    }
    Accepted asked = new Accepted(hosts.getFirst(), arrival(request));
    if (!asked.equals(last)) {
      if (!known.knows(asked.host, address(asked.arrival))) {
        return unknown("Host");
      }
      last = asked;
    }
    String target = request.uri();
    boolean ownTarget =
        target.startsWith("/")
            || target.equals("*")
            || known.knows(Authority.ofTarget(target), address(asked.arrival));
    return ownTarget ? null : unknown("the request's target");
  }

  /** The address at which the connection arrived, empty if it is not known. */
  private static String arrival(HttpServerRequest request) {
    SocketAddress local = request.localAddress();
    String address = local == null ? null : local.hostAddress();
    return address == null ? "" : address;
  }

  private static @Nullable InetAddress address(String arrival) {
    try {
      return arrival.isEmpty() ? null : InetAddress.ofLiteral(arrival);
    } catch (IllegalArgumentException e) {
      return null; // an interface that is gone by now
    }
  }

  private static Problem unknown(String where) {
    return Problem.of(
        421,
        String.format(
            Locale.ROOT,
            "%s names no host of this program; ask for localhost or the host's own name, or add the name to podwire.http.hosts (in the chart allowedHosts)",
            where));
  }
}
