package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection of another pod's live route, delivered into the local channel for such. A consumer
 * that goes away is awaited, without credit meanwhile. Runs on the connection's thread.
 */
final class LiveInbound implements AutoCloseable {
  private final RelayLink link;
  private final Hello hello;
  private final RouteStatus status;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final HealingDelivery delivery;
  private final Thread thread = Thread.currentThread();
  private volatile boolean stopping;

  LiveInbound(RelayLink link, Hello hello, ChannelUri local, RouteStatus status) {
    this.link = link;
    this.hello = hello;
    this.status = status;
    this.delivery = new HealingDelivery(local, status, closed);
  }

  /** Delivers until the far relay ends or goes; it will connect again. */
  void run() {
    try (delivery) {
      link.sendSignal(FrameDescriptor.ACCEPT);
      new InboundPump(link, delivery, hello.windowBytes(), status, () -> stopping).run();
    } catch (ChannelException e) {
      if (closed.getCount() > 0) {
        status.failed(String.valueOf(e.getMessage()));
      }
    } finally {
      over.countDown();
    }
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

  /** Waits until it has let the local channel go, so that a successor can take it. */
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
