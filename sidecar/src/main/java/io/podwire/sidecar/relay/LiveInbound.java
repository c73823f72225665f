package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.Receiver;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
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
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread = Thread.currentThread();
  private boolean moved;
  private volatile boolean stopping;

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
    over.countDown();
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
    return !stopping && closed.getCount() > 0;
  }

  void stop() {
    stopping = true;
  }

  boolean isIdle() {
    return over.getCount() == 0;
  }

  /** Ends it at once, from another thread. */
  @Override
  public void close() {
    closed.countDown();
    link.close();
    if (!isIdle()) {
      thread.interrupt();
    }
  }

  /** Waits until it delivers no more, so that its successor does not overtake it. */
  void awaitOver() {
    try {
      if (!over.await(5, TimeUnit.SECONDS)) {
        status.failed("the connection before this one does not let the local channel go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
