package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Receiver;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;

/**
 * One connection of another pod's live route, delivered into the local channel for such. A consumer
 * that goes away is awaited, without credit meanwhile. Runs on the connection's thread.
 */
final class LiveInbound implements Delivery, LiveDelivery.Route, AutoCloseable {
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RelayLink link;
  private final LiveDelivery local;
  private final RouteStatus status;
  private final InboundPump pump;
  private final Thread thread = Thread.currentThread();
  private boolean moved;
  private volatile boolean stopping;
  private volatile boolean closed;
  private volatile boolean over;

  LiveInbound(RelayLink link, Hello hello, LiveDelivery local, RouteStatus status) {
    this.link = link;
    this.local = local;
    this.status = status;
    this.moved = hello.moved();
    this.pump = InboundPump.acknowledging(link, this, status, () -> stopping);
  }

  /** Delivers until the far relay ends or goes; it will connect again. */
  void run() {
    try {
      link.sendSignal(FrameDescriptor.ACCEPT);
      pump.run();
      pump.settle();
    } catch (ChannelException e) {
      if (goesOn()) {
        status.failed(String.valueOf(e.getMessage()));
      }
    }
    if (stopping) {
      sayFarewell();
    }
    over = true;
  }

  /** So that the far relay gets what was confirmed, and soon looks for another pod. */
  private void sayFarewell() {
    try {
      pump.settle();
      link.sendFault("this sidecar is about to stop");
      long deadline = System.nanoTime() + FAREWELL_NANOS;
      int taken = 0;
      while (taken != Receiver.END && deadline - System.nanoTime() > 0) {
        taken = link.receive((buffer, offset, length) -> {}, Integer.MAX_VALUE);
      }
    } catch (ChannelException gone) {
      return; // it has left already
    }
  }

  @Override
  public void deliver(MemorySegment buffer, long offset, long length) {
    local.deliver(buffer, offset, length, moved, this);
    moved = false;
  }

  @Override
  public void flush() {
    // each delivery is complete in itself
  }

  @Override
  public void finish() {
    // the local channel is shared: its end is not this route's
  }

  @Override
  public RouteStatus status() {
    return status;
  }

  @Override
  public boolean goesOn() {
    return !stopping && !closed;
  }

  void stop() {
    stopping = true;
  }

  boolean isIdle() {
    return over;
  }

  /** Whether the far relay has closed the connection or is lost; from another thread. */
  boolean isPeerGone() {
    return link.isPeerGone();
  }

  /**
   * Ends it soon, from another thread, which does not wait: the connection's thread, once it is
   * awake, closes the connection itself.
   */
  void abandon() {
    closed = true;
    if (!isIdle()) {
      thread.interrupt();
    }
  }

  /** Ends it at once, from another thread. */
  @Override
  public void close() {
    closed = true;
    link.close();
    abandon();
  }
}
