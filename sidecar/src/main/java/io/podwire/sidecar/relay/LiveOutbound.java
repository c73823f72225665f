package io.podwire.sidecar.relay;

import io.podwire.api.RouteReport;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import io.podwire.sidecar.peers.PeerRelay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The live route of this pod: from a local channel to the next pod, for as long as the sidecar
 * lives. Whatever goes away (the producer, the far sidecar) is awaited and met again; when another
 * pod becomes the next one, the stream ends here in good order and goes on there. What a pod has
 * not confirmed is sent again, to it or to its successor. Has a thread of its own; any thread may
 * ask and close.
 */
final class LiveOutbound implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LiveOutbound.class);
  private static final ChannelOptions CONNECT =
      new ChannelOptions(WaitStrategy.BLOCK, Duration.ofSeconds(2));

  private final Supplier<Optional<PeerRelay>> next;
  private final String routeId;
  private final int windowBytes;
  private final RouteStatus status;
  private final HealingIntake intake;
  private final Unacknowledged unacknowledged = Unacknowledged.kept();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Backoff backoff = new Backoff(closed);
  private final Thread thread;
  private @Nullable String lastIdentity;
  private volatile @Nullable RelayLink current;
  private volatile boolean draining;
  private volatile boolean stopping;

  LiveOutbound(
      String routeId,
      int windowBytes,
      ChannelUri local,
      Supplier<Optional<PeerRelay>> next,
      RelayTotals totals) {
    this.routeId = routeId;
    this.windowBytes = windowBytes;
    this.next = next;
    this.status = new RouteStatus(routeId, totals);
    this.intake = new HealingIntake(local, status, () -> draining, closed);
    this.thread =
        Thread.ofPlatform()
            .name("relay-" + routeId)
            .daemon()
            .unstarted(() -> status.metered(this::keepUp));
  }

  void start() {
    thread.start();
  }

  private void keepUp() {
    try (intake) {
      while (closed.getCount() > 0 && !isOver()) {
        if (!carries()) {
          backoff.pause();
        }
      }
    }
  }

  private boolean isOver() {
    boolean nothingLeft = intake.isOver() || !intake.isOpen();
    return stopping || (draining && nothingLeft && unacknowledged.size() == 0);
  }

  /** One connection's life, where there is a peer; false if it has failed. */
  private boolean carries() {
    try {
      return next.get().map(this::carriedTo).orElse(false);
    } catch (ChannelException e) {
      status.failed(String.valueOf(e.getMessage()));
      return false;
    } catch (OutOfMemoryError e) {
      throw e; // of the whole program, not of one route
    } catch (RuntimeException | Error e) { // the next try may do better; the thread must live
      status.failed("failed unexpectedly: " + e);
      LOG.errorf(e, "relay: the live route %s failed unexpectedly", routeId);
      return false;
    }
  }

  /** True once it has ended in good order, with all confirmed. */
  private boolean carriedTo(PeerRelay target) {
    boolean moved = lastIdentity != null && !lastIdentity.equals(target.identity());
    Hello hello = new Hello(routeId, Direction.FORWARD, windowBytes, moved);
    try (RelayLink link = Greeting.connect(target.address(), hello, CONNECT)) {
      current = link;
      lastIdentity = target.identity();
      status.healed();
      backoff.reset();
      new OutboundPump(
              intake,
              link,
              windowBytes,
              status,
              () -> leaves(target),
              new Heartbeat(System::nanoTime, InboundPump.SILENCE),
              unacknowledged)
          .run();
      return unacknowledged.size() == 0;
    } finally {
      current = null;
    }
  }

  private boolean leaves(PeerRelay target) {
    return stopping || !next.get().equals(Optional.of(target));
  }

  RouteReport report() {
    return status.report();
  }

  /** How many messages were taken from the local channel and are confirmed by no pod yet. */
  int unacknowledged() {
    return unacknowledged.size();
  }

  /** From now on the producer's end or silence is the route's. */
  void drain() {
    draining = true;
  }

  /** Ends the stream in good order after what is being sent. */
  void stop() {
    stopping = true;
  }

  boolean isIdle() {
    return !thread.isAlive();
  }

  @Override
  public void close() {
    closed.countDown();
    RelayLink link = current;
    if (link != null) {
      link.close();
    }
    thread.interrupt();
  }
}
