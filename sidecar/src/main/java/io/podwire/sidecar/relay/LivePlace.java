package io.podwire.sidecar.relay;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place of a known pod, from its admission until its connection has ended. One thread
 * serves, any thread may stop and close.
 */
final class LivePlace implements Place {
  private final Hello hello;
  private final LiveDelivery local;
  private final Supplier<RouteStatus> status;
  private final Consumer<LivePlace> left;
  private @Nullable LiveInbound inbound;
  private boolean stopped;
  private boolean closed;

  /** Tells {@code left} when the place is free again. */
  LivePlace(
      Hello hello, LiveDelivery local, Supplier<RouteStatus> status, Consumer<LivePlace> left) {
    this.hello = hello;
    this.local = local;
    this.status = status;
    this.left = left;
  }

  Hello hello() {
    return hello;
  }

  @Override
  public void serve(RelayLink link) {
    try {
      RouteStatus route = status.get();
      LiveInbound begun = begin(new LiveInbound(link, hello, local, route));
      route.healed();
      route.metered(begun::run);
    } finally {
      giveBack();
    }
  }

  private synchronized LiveInbound begin(LiveInbound begun) {
    inbound = begun;
    if (stopped) {
      begun.stop();
    }
    if (closed) {
      begun.close();
    }
    return begun;
  }

  @Override
  public void giveBack() {
    left.accept(this);
  }

  /**
   * Ends the connection soon if its far relay has gone, so that the pod's next one is admitted.
   * Does not block.
   */
  synchronized void abandonIfPeerGone() {
    if (inbound != null && inbound.isPeerGone()) {
      inbound.abandon();
    }
  }

  synchronized void stop() {
    stopped = true;
    if (inbound != null) {
      inbound.stop();
    }
  }

  synchronized void close() {
    closed = true;
    if (inbound != null) {
      inbound.close();
    }
  }
}
