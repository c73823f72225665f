package io.podwire.quarkus.http;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that do nothing: those that send no request, or one byte of it now and then,
 * and those that were served and stay. Where many are open, both have one second.
 */
@Singleton
public final class IdleConnections {
  private static final long MIN_PERIOD_NANOS = Duration.ofMillis(100).toNanos();
  private static final Duration PERIOD_OF_MANY = Duration.ofSeconds(1);
  private static final int MANY = 256;
  private static final long PATIENCE_OF_MANY_NANOS = Duration.ofSeconds(1).toNanos();

  private final Vertx vertx;
  private final long headNanos;
  private final long idleNanos;

  IdleConnections(Vertx vertx, HttpLimits limits) {
    this.vertx = vertx;
    this.headNanos = limits.headTimeout().toNanos();
    this.idleNanos = limits.idleTimeout().toNanos();
  }

  void start(@Observes StartupEvent event) {
    for (EventExecutor loop : ((VertxInternal) vertx).getEventLoopGroup()) {
      sweepLater((SingleThreadEventLoop) loop);
    }
  }

  private void sweepLater(SingleThreadEventLoop loop) {
    long halfNanos =
        Math.max(
            headNanos / 2, MIN_PERIOD_NANOS); // rarely, since every sweep wakes an idle program
    long pauseNanos =
        loop.registeredChannels() > MANY
            ? Math.min(halfNanos, PERIOD_OF_MANY.toNanos())
            : halfNanos;
    var ignored =
        loop.schedule(
            () -> {
              try {
                sweep(loop);
              } finally {
                sweepLater(loop);
              }
            },
            pauseNanos,
            TimeUnit.NANOSECONDS);
  }

  private void sweep(SingleThreadEventLoop loop) {
    long mostNanos = loop.registeredChannels() > MANY ? PATIENCE_OF_MANY_NANOS : Long.MAX_VALUE;
    List<Channel> idle = new ArrayList<>();
    Iterator<Channel> channels = loop.registeredChannelsIterator();
    while (channels.hasNext()) {
      Channel channel = channels.next();
      ConnectionGuard guard = ConnectionGuard.of(channel);
      if (guard != null
          && guard.isIdle(Math.min(headNanos, mostNanos), Math.min(idleNanos, mostNanos))) {
        idle.add(channel);
      }
    }
    idle.forEach(Channel::close);
  }
}
