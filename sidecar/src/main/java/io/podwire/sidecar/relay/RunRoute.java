package io.podwire.sidecar.relay;

import io.podwire.api.RouteReport;
import io.podwire.api.RouteSpec;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A route that was announced for a run: it carries one stream each way and does not heal; what goes
 * wrong ends it and stands in its report. Threads may share it.
 */
final class RunRoute implements AutoCloseable {
  private final LongSupplier nanoClock;
  private final RouteSpec spec;
  private final int windowBytes;
  private final RouteStatus status;
  private final LocalEnd local;
  private final Set<Direction> waiting = EnumSet.of(Direction.FORWARD);
  private final Set<Direction> ended = ConcurrentHashMap.newKeySet();
  private final Set<RelayLink> links = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile boolean stopping;

  /**
   * Checks the local address.
   *
   * @throws ChannelException of kind BAD_ADDRESS if it can never work
   */
  RunRoute(RouteSpec spec, int windowBytes, RelayTotals totals) {
    this(spec, windowBytes, totals, System::nanoTime);
  }

  RunRoute(RouteSpec spec, int windowBytes, RelayTotals totals, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.spec = spec;
    this.windowBytes = windowBytes;
    this.status = new RouteStatus(spec.id(), totals);
    this.local = new LocalEnd(spec);
    if (spec.peer() != null) {
      Transports.of(ChannelUri.parse("tcp://" + spec.peer()));
    }
    if (spec.duplex()) {
      waiting.add(Direction.BACK);
    }
  }

  /** Starts the pumps where the route begins; where it ends they start as connections come. */
  void start() {
    String peer = spec.peer();
    if (peer != null) {
      for (Direction direction : EnumSet.copyOf(waiting)) {
        claim(direction);
        Thread.ofPlatform()
            .name("relay-" + spec.id() + "-" + direction)
            .start(() -> carry(direction, () -> connect(direction, peer), windowBytes));
      }
    }
  }

  private RelayLink connect(Direction direction, String peer) {
    return Greeting.connect(
        peer,
        new Hello(spec.id(), direction, windowBytes),
        new ChannelOptions(spec.waitStrategy(), spec.timeout()));
  }

  /**
   * The place of a direction's one connection. Does not block.
   *
   * @throws RefusedException if there is none, or none any more
   */
  Place admit(Hello hello) {
    Direction direction = hello.direction();
    if (spec.peer() != null) {
      throw new RefusedException(
          Refusal.ROUTE,
          "route " + spec.id() + " begins at this sidecar, so that nobody connects for it");
    }
    if (!claim(direction)) {
      throw new RefusedException(
          Refusal.ROUTE,
          String.format(Locale.ROOT, "route %s takes no (further) %s", spec.id(), direction));
    }
    return new Place() {
      @Override
      public void serve(RelayLink link) {
        RunRoute.this.serve(direction, link, hello.windowBytes());
      }

      @Override
      public void giveBack() {
        unclaim(direction);
      }
    };
  }

  private void unclaim(Direction direction) {
    synchronized (waiting) {
      waiting.add(direction);
    }
  }

  private boolean claim(Direction direction) {
    synchronized (waiting) {
      return waiting.remove(direction);
    }
  }

  /** Carries an admitted direction on the calling thread until it ends. */
  void serve(Direction direction, RelayLink link, int farWindowBytes) {
    carry(direction, () -> accepted(link), farWindowBytes);
  }

  private static RelayLink accepted(RelayLink link) {
    link.sendSignal(FrameDescriptor.ACCEPT);
    return link;
  }

  private void carry(Direction direction, Supplier<RelayLink> source, int window) {
    threads.add(Thread.currentThread());
    try {
      status.metered(() -> pumpOver(direction, source, window));
    } finally {
      threads.remove(Thread.currentThread());
      if (isOver()) {
        local.close();
      }
    }
  }

  private void pumpOver(Direction direction, Supplier<RelayLink> source, int window) {
    try (RelayLink link = source.get()) {
      links.add(link);
      try {
        pump(direction, link, window);
        ended.add(direction);
      } catch (ChannelException e) {
        fail(e, link);
      } catch (RuntimeException | Error e) {
        broke(e, link);
        throw e;
      } finally {
        links.remove(link);
      }
    } catch (ChannelException e) {
      fail(e, null);
    } catch (RuntimeException | Error e) {
      broke(e, null);
      throw e;
    }
  }

  /** Without memory, for instance: what nobody says, both ends wait for in vain. */
  private void broke(Throwable e, @Nullable RelayLink link) {
    if (!closed) {
      end("relay: " + e, link);
    }
  }

  private void pump(Direction direction, RelayLink link, int window) {
    boolean outward = (direction == Direction.FORWARD) == (spec.peer() != null);
    status.counts(link::systemCalls);
    status.counts(outward ? local.receiver()::systemCalls : local.sender()::systemCalls);
    if (outward) {
      Heartbeat heartbeat = new Heartbeat(nanoClock, patience());
      new OutboundPump(local.receiver()::receive, link, window, status, () -> stopping, heartbeat)
          .run();
    } else {
      InboundPump pump =
          new InboundPump(link, new LocalDelivery(local.sender()), window, status, () -> stopping);
      pump.bearSilence(patience());
      pump.run();
    }
  }

  /** How long the far sidecar may be silent: it may wait for its program first. */
  private Duration patience() {
    return InboundPump.SILENCE.plus(spec.timeout());
  }

  /**
   * Ends the route, unless its local program has merely left after the other direction's good end.
   */
  private void fail(ChannelException e, @Nullable RelayLink link) {
    boolean left = e.kind() == ChannelException.Kind.PEER_GONE && !ended.isEmpty();
    if (!closed && !left) {
      end(String.valueOf(e.getMessage()), link);
    }
  }

  private void end(String reason, @Nullable RelayLink link) {
    try {
      status.failed(reason);
      if (link != null) {
        link.sendFault(reason);
      }
    } finally {
      close();
    }
  }

  private boolean isOver() {
    synchronized (waiting) {
      return threads.isEmpty() && waiting.isEmpty();
    }
  }

  RouteReport report() {
    return status.report();
  }

  /** Lets the pumps end their streams in good order after what they hold. */
  void stop() {
    stopping = true;
  }

  boolean isIdle() {
    return threads.isEmpty();
  }

  /** Closes, and removes the local channel, which no other run uses. */
  void discard() {
    close();
    local.remove();
  }

  /** Ends the pumps at once and frees everything. Idempotent. */
  @Override
  public void close() {
    closed = true;
    links.forEach(RelayLink::close);
    Thread self = Thread.currentThread();
    threads.stream().filter(thread -> thread != self).forEach(Thread::interrupt);
    local.close();
  }
}
