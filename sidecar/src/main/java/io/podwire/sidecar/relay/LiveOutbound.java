package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import io.podwire.lab.api.RouteReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The live route of this pod: from a local channel to the next pod, for as long as the sidecar
 * lives. Whatever goes away (the producer, the far sidecar) is awaited and met again. Has a thread
 * of its own; any thread may ask and close.
 */
final class LiveOutbound implements AutoCloseable {
  private static final ChannelOptions CONNECT =
      new ChannelOptions(WaitStrategy.BLOCK, Duration.ofSeconds(2));

  private final Supplier<Optional<String>> peer;
  private final Hello hello;
  private final RouteStatus status;
  private final HealingIntake intake;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Backoff backoff = new Backoff(closed);
  private final Thread thread;
  private volatile @Nullable RelayLink current;
  private volatile boolean draining;
  private volatile boolean stopping;

  LiveOutbound(Hello hello, ChannelUri local, Supplier<Optional<String>> peer, RelayTotals totals) {
    this.hello = hello;
    this.peer = peer;
    this.status = new RouteStatus(hello.routeId(), totals);
    this.intake = new HealingIntake(local, status, () -> draining, closed);
    this.thread =
        Thread.ofPlatform()
            .name("relay-" + hello.routeId())
            .daemon()
            .unstarted(() -> status.metered(this::keepUp));
  }

  void start() {
    thread.start();
  }

  private void keepUp() {
    try (intake) {
      while (closed.getCount() > 0 && !stopping && !carried()) {
        backoff.pause();
      }
    }
  }

  /** One connection's life; true once the stream has ended in good order. */
  private boolean carried() {
    Optional<String> target = peer.get();
    if (target.isEmpty()) {
      return draining;
    }
    try (RelayLink link = Greeting.connect(target.get(), hello, CONNECT)) {
      current = link;
      status.healed();
      backoff.reset();
      new OutboundPump(intake, link, hello.windowBytes(), status, () -> stopping).run();
      return true;
    } catch (ChannelException e) {
      status.failed(String.valueOf(e.getMessage()));
      return draining;
    } finally {
      current = null;
    }
  }

  RouteReport report() {
    return status.report();
  }

  /** From now on the producer's end is the route's. */
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
