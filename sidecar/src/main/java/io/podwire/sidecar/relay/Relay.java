package io.podwire.sidecar.relay;

import io.podwire.api.RouteReport;
import io.podwire.api.RouteSpec;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.quarkus.HostPort;
import io.podwire.sidecar.peers.PeerRelay;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

  private final RelayOptions options;
  private final RelayTotals totals = new RelayTotals();
  private final Map<String, RunRoute> routes = new ConcurrentHashMap<>();
  private final LiveInbounds liveInbounds;
  private final ConnectionAcceptor acceptor;
  private volatile @Nullable LiveOutbound liveOutbound;
  private volatile boolean draining;

  private Relay(RelayOptions options) {
    this.options = options;
    this.liveInbounds = new LiveInbounds(options.liveDelivery(), options.knownPods(), totals);
    this.acceptor =
        ConnectionAcceptor.bind(
            ChannelUri.parse("tcp://" + HostPort.of(options.host(), options.port())),
            this::admit,
            totals.refusals());
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
          String.format(
              Locale.ROOT, "%d routes exist already; DELETE those that are done", MAX_ROUTES));
    }
    if (routes.putIfAbsent(spec.id(), route) != null) {
      throw new ChannelException(
          ChannelException.Kind.IN_USE,
          String.format(
              Locale.ROOT, "route %s exists already; DELETE it or take another id", spec.id()));
    }
    route.start();
    return route.report();
  }

  private static void requireRunId(String id) {
    if (!Hello.isRouteId(id) || id.startsWith(LiveInbounds.PREFIX)) {
      throw new ChannelException(
          ChannelException.Kind.BAD_ADDRESS,
          String.format(
              Locale.ROOT,
              "route id '%s' is not allowed; take up to 100 letters, digits, '.', '_' or '-', not '%s…'",
              id,
              LiveInbounds.PREFIX));
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

  /** What the routes of runs did so far, in the order of their ids. */
  public List<RouteReport> reports() {
    return routes.values().stream()
        .map(RunRoute::report)
        .sorted(Comparator.comparing(RouteReport::id))
        .toList();
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

  /** Whether the thread of the live route is there, or has ended in good order. */
  public boolean isAlive() {
    LiveOutbound live = liveOutbound;
    return draining || live == null || !live.isIdle();
  }

  /** Whether the loop that accepts connections goes on, or has ended in good order. */
  public boolean isListening() {
    return draining || acceptor.isAlive();
  }

  private Place admit(Hello hello) {
    if (draining) {
      throw new RefusedException(Refusal.STOPPING, "this sidecar is about to stop");
    }
    if (hello.routeId().startsWith(LiveInbounds.PREFIX)) {
      return liveInbounds.admit(hello);
    }
    RunRoute route = routes.get(hello.routeId());
    if (route == null) {
      throw new RefusedException(
          Refusal.ROUTE,
          String.format(
              Locale.ROOT,
              "route %s is unknown here; announce it by POST /api/routes first",
              hello.routeId()));
    }
    return route.admit(hello);
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
