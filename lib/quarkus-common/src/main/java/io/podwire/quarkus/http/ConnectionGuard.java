package io.podwire.quarkus.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection: closes it if it asks on and on without taking the answers, and knows
 * since when it has done nothing. On the event loop of the connection.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
  /** What a client may send ahead of the answers; the server keeps all of it. */
  private static final int MAX_UNANSWERED = 16;

  private static final String BEFORE = "handler"; // Vert.x's own, the last

  private int unanswered;
  private boolean served;
  private long sinceNanos = System.nanoTime();

  private ConnectionGuard(int unanswered) {
    this.unanswered = unanswered;
    this.served = unanswered > 0;
  }

  /** Watches over a connection that has sent a request. */
  static void of(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      of(base.channel(), 1);
    }
  }

  /** The guard of a connection, new if it has sent no request; null if it is no server's. */
  static @Nullable ConnectionGuard of(Channel channel) {
    return channel.parent() == null ? null : of(channel, 0);
  }

  private static @Nullable ConnectionGuard of(Channel channel, int unanswered) {
    ConnectionGuard guard = channel.pipeline().get(ConnectionGuard.class);
    if (guard == null && channel.pipeline().get(BEFORE) != null) {
      guard = new ConnectionGuard(unanswered);
      channel.pipeline().addBefore(BEFORE, null, guard);
    }
    return guard;
  }

  /**
   * Whether the connection does nothing for too long.
   *
   * @param headNanos how long it may take until its first request
   * @param idleNanos how long it may take from an answer to its next request
   */
  boolean isIdle(long headNanos, long idleNanos) {
    return unanswered == 0 && System.nanoTime() - sinceNanos > (served ? idleNanos : headNanos);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      if (unanswered >= MAX_UNANSWERED || !context.channel().isWritable()) {
        ReferenceCountUtil.release(message);
        context.close();
        return;
      }
      unanswered++;
      served = true;
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      unanswered--;
      sinceNanos = System.nanoTime();
    }
    context.write(message, promise);
  }

  private static boolean isInterim(Object message) {
    return message instanceof FullHttpResponse response
        && response.status().codeClass() == HttpResponseStatus.CONTINUE.codeClass();
  }
}
