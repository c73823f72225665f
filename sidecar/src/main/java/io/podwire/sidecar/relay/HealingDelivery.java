package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of a live channel, opened again whenever its receiver dies; the message at hand
 * waits for it. For one thread; {@link #close} from any.
 */
final class HealingDelivery implements Delivery, AutoCloseable {
  private static final ChannelOptions OPTIONS =
      ChannelOptions.DEFAULT.withTimeout(Duration.ofSeconds(1));

  private final ChannelUri uri;
  private final RouteStatus status;
  private final CountDownLatch closed;
  private final Backoff backoff;
  private volatile @Nullable Sender sender;

  HealingDelivery(ChannelUri uri, RouteStatus status, CountDownLatch closed) {
    this.uri = uri;
    this.status = status;
    this.closed = closed;
    this.backoff = new Backoff(closed);
  }

  @Override
  public void deliver(MemorySegment buffer, long offset, long length) {
    while (!tried(buffer, offset, length)) {
      if (closed.getCount() == 0 || Thread.currentThread().isInterrupted()) {
        throw new ChannelException(
            ChannelException.Kind.CLOSED, uri + ": the route was closed while it delivered");
      }
    }
  }

  private boolean tried(MemorySegment buffer, long offset, long length) {
    try {
      new LocalDelivery(open()).deliver(buffer, offset, length);
      status.healed();
      backoff.reset();
      return true;
    } catch (ChannelException e) {
      heal(e);
      return false;
    }
  }

  @Override
  public void flush() {
    Sender open = sender;
    if (open == null) {
      return;
    }
    try {
      new LocalDelivery(open).flush();
    } catch (ChannelException e) {
      heal(e);
    }
  }

  private void heal(ChannelException e) {
    close();
    if (e.kind() == ChannelException.Kind.TOO_LONG) {
      throw e; // no receiver will ever take it
    }
    status.failed(String.valueOf(e.getMessage()));
    backoff.pause();
  }

  private Sender open() {
    Sender open = sender;
    if (open == null) {
      open = Transports.of(uri).openSender(uri, OPTIONS);
      sender = open;
    }
    return open;
  }

  @Override
  public void finish() {
    flush();
    close();
  }

  @Override
  public void close() {
    Sender open = sender;
    sender = null;
    if (open != null) {
      open.close();
    }
  }
}
