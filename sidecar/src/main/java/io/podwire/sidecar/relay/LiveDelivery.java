package io.podwire.sidecar.relay;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transports;
import io.podwire.lab.integrity.StreamMark;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of the channel into which all live routes of other pods are delivered. A message
 * counts as delivered when the consumer has taken it, and one is under way at a time: so no message
 * is confirmed that could go down with this pod, and none is left behind unconfirmed that the
 * consumer has. A consumer that goes is awaited. Threads share it and take turns.
 */
final class LiveDelivery {
  private static final ChannelOptions OPTIONS =
      ChannelOptions.DEFAULT.withTimeout(Duration.ofSeconds(1));
  private static final long SHORTEST_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long HEAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ChannelUri uri;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final MemorySegment mark = Arena.ofAuto().allocate(StreamMark.BYTES, Long.BYTES);
  private @Nullable Sender sender;
  private boolean published;

  LiveDelivery(ChannelUri uri) {
    this.uri = uri;
    StreamMark.write(mark);
  }

  /** Who delivers: asked whether to wait on, told of faults. */
  interface Route {
    RouteStatus status();

    boolean goesOn();
  }

  /**
   * Hands over a message and waits until the consumer has taken it.
   *
   * @param moved whether the route's stream was elsewhere before this message
   * @throws ChannelException CLOSED if the route goes on no longer and the message is not taken;
   *     TOO_LONG if no consumer will ever take it
   */
  void deliver(MemorySegment buffer, long offset, long length, boolean moved, Route route) {
    awaitTurn(route);
    try {
      if (moved) {
        pass(mark, 0, StreamMark.BYTES, route);
      }
      pass(buffer, offset, length, route);
    } finally {
      turn.unlock();
    }
  }

  private void awaitTurn(Route route) {
    try {
      while (!turn.tryLock(RelayLink.LOOK_NANOS, TimeUnit.NANOSECONDS)) {
        requireGoingOn(route);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ended();
    }
  }

  private void pass(MemorySegment buffer, long offset, long length, Route route) {
    published = false;
    while (!taken(buffer, offset, length, route)) {
      requireGoingOn(route);
    }
    route.status().healed();
  }

  private boolean taken(MemorySegment buffer, long offset, long length, Route route) {
    try {
      Sender open = open();
      if (!published) {
        published = open.send(buffer, offset, length, System.nanoTime() + RelayLink.LOOK_NANOS);
      }
      // a ring publishes before it finds that its reader has gone: then the next one gets it
      return published && open.flush(System.nanoTime() + RelayLink.LOOK_NANOS) && awaitTaken(open);
    } catch (OutOfMemoryError e) {
      throw e; // of the whole program, not of one channel
    } catch (RuntimeException | Error e) { // a truncated file is an Error
      boolean last = published && isTaken(); // a consumer may take it and go
      heal(e, route);
      return last;
    }
  }

  private boolean isTaken() {
    try {
      return sender != null && sender.isDrained();
    } catch (RuntimeException | Error gone) {
      return false;
    }
  }

  private static boolean awaitTaken(Sender open) {
    long deadline = System.nanoTime() + RelayLink.LOOK_NANOS;
    long pause = SHORTEST_LOOK_NANOS;
    while (!open.isDrained()) {
      if (deadline - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(LONGEST_LOOK_NANOS, 2 * pause);
    }
    return true;
  }

  /** A message that was published before the consumer went waits in the channel for the next. */
  private void heal(Throwable e, Route route) {
    release(route);
    if (e instanceof ChannelException fault && fault.kind() == ChannelException.Kind.TOO_LONG) {
      throw fault;
    }
    route
        .status()
        .failed(
            e instanceof ChannelException
                ? String.valueOf(e.getMessage())
                : String.format(Locale.ROOT, "%s: failed unexpectedly: %s", uri, e));
    LockSupport.parkNanos(HEAL_NANOS);
  }

  private void requireGoingOn(Route route) {
    if (!route.goesOn() || Thread.currentThread().isInterrupted()) {
      throw ended();
    }
  }

  private ChannelException ended() {
    return new ChannelException(
        ChannelException.Kind.CLOSED, uri + ": the route ended before the consumer took a message");
  }

  private Sender open() {
    Sender open = sender;
    if (open == null) {
      open = Transports.of(uri).openSender(uri, OPTIONS);
      sender = open;
    }
    return open;
  }

  /**
   * Ends the local stream in good order, since nobody delivers any more; the next opens it again.
   */
  void finish() {
    turn.lock();
    try {
      release();
    } finally {
      turn.unlock();
    }
  }

  private void release(Route route) {
    try {
      release();
    } catch (RuntimeException | Error e) { // it is opened anew all the same
      route.status().failed(String.format(Locale.ROOT, "%s: closing failed: %s", uri, e));
    }
  }

  private void release() {
    Sender open = sender;
    sender = null;
    if (open != null) {
      open.close();
    }
  }
}
