package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.lab.api.RouteReport;
import io.podwire.lab.api.RouteSpec;
import io.podwire.sidecar.peers.PeerRelay;
import io.podwire.web.HostPort;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between this pod's local channels and the relays of other pods. Each direction
 * of a route has a TCP connection, a thread and credit of its own, so that a stopped consumer stops
 * its producer and nobody else. Threads may share it.
 */
public final class Relay implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final int MAX_ROUTES = 64;
  private static final long GRACE_NANOS = 500_000_000;
  private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_NANOS = 500_000;
  private static final long HELLO_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final RelayOptions options;
  private final RelayTotals totals = new RelayTotals();
  private final Map<String, RunRoute> routes = new ConcurrentHashMap<>();
  private final LiveInbounds liveInbounds;
  private final ConnectionAcceptor acceptor;
  private volatile @Nullable LiveOutbound liveOutbound;
  private volatile boolean draining;

  private Relay(RelayOptions options) {
    this.options = options;
    this.liveInbounds = new LiveInbounds(options.liveDelivery(), totals);
    this.acceptor =
        ConnectionAcceptor.bind(
            ChannelUri.parse("tcp://" + HostPort.of(options.host(), options.port())), this::serve);
  }

  /**
   * Listens.
   *
   * @throws ChannelException of kind IN_USE, DENIED or BAD_ADDRESS if the port cannot be had
   */
  public static Relay open(RelayOptions options) {
    return new Relay(options);
  }

  /** The TCP port it listens on. */
  public int port() {
    return acceptor.port();
  }

  /** Sums for the metrics. */
  public RelayTotals totals() {
    return totals;
  }

  /**
   * Sets up a route for a run and returns at once.
   *
   * @throws ChannelException of kind BAD_ADDRESS for a wrong channel or id, IN_USE for an id that
   *     is there already, EXHAUSTED beyond {@value #MAX_ROUTES} routes
   */
  public RouteReport add(RouteSpec spec) {
    requireRunId(spec.id());
    RunRoute route = new RunRoute(spec, options.windowBytes(), totals);
    if (routes.size() >= MAX_ROUTES) {
      throw new ChannelException(
          ChannelException.Kind.EXHAUSTED,
          "%d routes exist already; DELETE those that are done".formatted(MAX_ROUTES));
    }
    if (routes.putIfAbsent(spec.id(), route) != null) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          "route %s exists already; DELETE it or take another id".formatted(spec.id()));
    }
    route.start();
    return route.report();
  }

  private static void requireRunId(String id) {
    if (!Hello.isRouteId(id) || id.startsWith(LiveInbounds.PREFIX)) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          "route id '%s' is not allowed; take up to 100 letters, digits, '.', '_' or '-', not '%s…'"
              .formatted(id, LiveInbounds.PREFIX));
    }
  }

  /** What a route did so far; empty if there is none of that id. */
  public Optional<RouteReport> report(String id) {
    LiveOutbound live = liveOutbound;
    if (live != null && live.report().id().equals(id)) {
      return Optional.of(live.report());
    }
    return Optional.ofNullable(routes.get(id))
        .map(RunRoute::report)
        .or(() -> liveInbounds.report(id));
  }

  /**
   * Ends a run's route and removes its local channel; returns what it did, empty if there is none
   * of that id.
   */
  public Optional<RouteReport> remove(String id) {
    RunRoute route = routes.remove(id);
    if (route == null) {
      return Optional.empty();
    }
    boolean ignored = // interrupted at its last words, it would fail
        await(route::isIdle, System.nanoTime() + GRACE_NANOS);
    RouteReport report = route.report();
    route.discard();
    return Optional.of(report);
  }

  /**
   * Keeps the live route of a pod up from now on; once.
   *
   * @param pod the pod's name
   * @param local where its messages come from
   * @param next the pod that takes them, empty while there is none; asked again and again
   */
  public void keepLive(String pod, ChannelUri local, Supplier<Optional<PeerRelay>> next) {
    LiveOutbound live =
        new LiveOutbound(LiveInbounds.PREFIX + pod, options.windowBytes(), local, next, totals);
    liveOutbound = live;
    live.start();
  }

  private void serve(RelayLink link) {
    try {
      Hello hello = Greeting.await(link, System.nanoTime() + HELLO_NANOS);
      if (draining) {
        link.sendFault("this sidecar is about to stop");
      } else if (hello.routeId().startsWith(LiveInbounds.PREFIX)) {
        liveInbounds.serve(link, hello);
      } else {
        serveRun(link, hello);
      }
    } catch (ChannelException e) {
      LOG.warnf("relay: a connection was refused: %s", e.getMessage());
      link.sendFault(String.valueOf(e.getMessage()));
    }
  }

  private void serveRun(RelayLink link, Hello hello) {
    RunRoute route = routes.get(hello.routeId());
    String refusal =
        route == null
            ? "route %s is unknown here; announce it by POST /api/routes first"
                .formatted(hello.routeId())
            : route.admit(hello.direction());
    if (route == null || refusal != null) {
      link.sendFault(String.valueOf(refusal));
    } else {
      route.serve(hello.direction(), link, hello.windowBytes());
    }
  }

  /**
   * Takes no new connections, lets the routes go on until their streams end or the deadline, then
   * ends them in good order. Waits for that.
   *
   * @param deadlineNanos absolute {@link System#nanoTime()}
   * @return whether every stream ended by itself
   */
  public boolean drain(long deadlineNanos) {
    draining = true;
    LiveOutbound live = liveOutbound;
    if (live != null) {
      live.drain();
    }
    boolean drained = await(this::isIdle, deadlineNanos);
    if (!drained) {
      stopPumps();
      boolean ignored = await(this::isIdle, System.nanoTime() + LAST_NANOS);
    }
    if (unacknowledged() > 0) {
      LOG.warnf("relay: %d live messages end here, confirmed by no other pod", unacknowledged());
    }
    return drained;
  }

  /** How many live messages this relay has taken that no pod has confirmed yet. */
  public int unacknowledged() {
    LiveOutbound live = liveOutbound;
    return live == null ? 0 : live.unacknowledged();
  }

  private void stopPumps() {
    LiveOutbound live = liveOutbound;
    if (live != null) {
      live.stop();
    }
    liveInbounds.stop();
    routes.values().forEach(RunRoute::stop);
  }

  /** Whether it is so in time; an interrupt ends the wait. */
  private static boolean await(BooleanSupplier wanted, long deadlineNanos) {
    while (!wanted.getAsBoolean()) {
      if (deadlineNanos - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  private boolean isIdle() {
    LiveOutbound live = liveOutbound;
    return (live == null || live.isIdle())
        && liveInbounds.isIdle()
        && routes.values().stream().allMatch(RunRoute::isIdle);
  }

  /** Ends everything at once. Idempotent. */
  @Override
  public void close() {
    draining = true;
    acceptor.close();
    LiveOutbound live = liveOutbound;
    if (live != null) {
      live.close();
    }
    liveInbounds.close();
    routes.values().forEach(RunRoute::close);
  }
}
